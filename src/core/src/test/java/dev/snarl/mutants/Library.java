package dev.snarl.mutants;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Finding;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import dev.snarl.program.Program;
import dev.snarl.program.SourceUnit;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The sources of one library, parsed once: a mutant changes the facts of one file and links anew. */
final class Library {
    private final String name;
    private final TreeMap<String, String> texts = new TreeMap<>();
    private final TreeMap<String, SourceUnit> units = new TreeMap<>();
    private final List<Finding> baseline;

    /** The library of a {@code name-version-sources.jar}; code of tests and demonstrations is left out. */
    Library(Path jar) throws IOException {
        this.name = jar.getFileName().toString().replaceFirst("-sources\\.jar$", "");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry e : zip.stream().filter(e -> e.getName().endsWith(".java")).toList()) {
                if (e.getName().matches("(.*/)?(tests?|demos?|perf|examples?)/.*")) continue;
                texts.put(e.getName(), new String(zip.getInputStream(e).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        texts.forEach((path, text) -> units.put(path, unit(path, text)));
        baseline = findings(units.values(), Rules.all().stream().filter(r -> Arrays.stream(GuardKind.values()).anyMatch(k -> k.rules.contains(r.id()))).toList());
    }

    String name() {
        return name.substring(0, dash());
    }

    String version() {
        return name.substring(dash() + 1);
    }

    private int dash() {
        int i = name.indexOf('-');
        while (!Character.isDigit(name.charAt(i + 1))) i = name.indexOf('-', i + 1);
        return i;
    }

    List<Draw.Drawn> guards() {
        List<Draw.Drawn> guards = new ArrayList<>();
        texts.forEach((path, text) -> Guards.of(path, text).forEach(m -> guards.add(new Draw.Drawn(this, m))));
        return guards;
    }

    String mutated(Mutant m) {
        return Edit.apply(texts.get(m.path()), m.edits());
    }

    /** Asks the rules of the mutant's kind about the library with this one guard taken out. */
    Verdict judge(Mutant m) {
        TreeMap<String, SourceUnit> changed = new TreeMap<>(units);
        SourceUnit mutated = unit(m.path(), mutated(m));
        if (!mutated.facts().notices().isEmpty()) return Verdict.broken();
        changed.put(m.path(), mutated);
        List<String> accepted = m.kind().rules;
        Map<String, Integer> before = new HashMap<>();
        for (Finding f : baseline) if (accepted.contains(f.rule())) before.merge(f.rule() + " " + f.identity(), 1, Integer::sum);
        for (Finding f : findings(changed.values(), Rules.all().stream().filter(r -> accepted.contains(r.id())).toList())) {
            if (before.merge(f.rule() + " " + f.identity(), -1, Integer::sum) < 0 && touches(f, m.path())) return Verdict.found(f);
        }
        for (Finding f : baseline) {
            if (accepted.contains(f.rule()) && m.subjects().stream().anyMatch(s -> f.message().contains(s + " "))) return Verdict.already(f);
        }
        return Verdict.missed();
    }

    private static boolean touches(Finding f, String path) {
        return f.site().path().equals(path) || f.related().stream().anyMatch(r -> r.site().path().equals(path))
                || f.threads().stream().flatMap(t -> t.steps().stream()).anyMatch(s -> s.site().path().equals(path));
    }

    private SourceUnit unit(String path, String text) {
        return new SourceUnit(path, name, false, true, 0, Extractor.extract(text));
    }

    private static List<Finding> findings(Collection<SourceUnit> units, List<Rule> rules) {
        Program program = Program.link(List.copyOf(units), PlatformIndex.get(), Knowledge.builtIn(), 1);
        Findings out = new Findings();
        for (Rule r : rules) r.check(program, out);
        return out.list();
    }
}
