package dev.snarl.rules;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import dev.snarl.program.Program;
import dev.snarl.program.SourceUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs rules over a folder by hand, while a rule is being written: {@code Trial RULE testdata/RULE} compares with the expectations in the lines,
 * {@code Trial RULE DIR --list} prints the findings. RULE may be {@code all}.
 */
public final class Trial {
    private static final Pattern MARK = Pattern.compile("//\\s*(want|ok|miss|noise)\\b:?\\s*(?:\"([^\"]*)\")?");

    private Trial() {}

    public static void main(String[] args) throws Exception {
        Thread t = new Thread(null, () -> {
            try {
                run(args);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, "trial", 256L << 20);
        t.start();
        t.join();
    }

    private static void run(String[] args) throws IOException {
        Path dir = Path.of(args[1]);
        boolean list = args.length > 2;
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(dir)) {
            walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
        }
        long t0 = System.nanoTime();
        List<SourceUnit> units = new ArrayList<>();
        for (Path f : files) {
            FileFacts facts = Extractor.extract(Files.readString(f, StandardCharsets.UTF_8));
            boolean test = list && f.toString().contains("/test/");
            units.add(new SourceUnit(dir.relativize(f).toString(), dir.toString(), test, true, 0, facts));
            facts.notices().forEach(n -> System.out.println("NOTICE " + f + ":" + n.line() + " " + n.message()));
        }
        long t1 = System.nanoTime();
        Program program = Program.link(units, PlatformIndex.get(), Knowledge.builtIn(), 1);
        long t2 = System.nanoTime();
        System.out.printf("read %d ms, link %d ms, resolution %s%n", (t1 - t0) / 1_000_000, (t2 - t1) / 1_000_000, java.util.Arrays.toString(program.resolution()));
        for (Rule r : Rules.all()) {
            if (!args[0].equals("all") && !r.id().equals(args[0])) continue;
            Findings out = new Findings();
            long t3 = System.nanoTime();
            r.check(program, out);
            long t4 = System.nanoTime();
            List<Finding> found = new ArrayList<>(out.list());
            found.sort(Comparator.comparing(Finding::site));
            if (list) found.forEach(Trial::print);
            else compare(dir, files, found);
            System.out.printf("%s: %d findings; read %d ms, link %d ms, rule %d ms%n", r.id(), found.size(), (t1 - t0) / 1_000_000, (t2 - t1) / 1_000_000, (t4 - t3) / 1_000_000);
        }
    }

    private static void print(Finding f) {
        System.out.println(f.site().path() + ":" + f.site().span().line() + ":" + f.site().span().column() + " [" + f.rule() + " " + f.confidence() + "] " + f.message());
        for (String e : f.evidence()) System.out.println("    evidence: " + e);
        for (Related r : f.related()) System.out.println("    at " + r.site().path() + ":" + r.site().span().line() + " " + r.label());
        for (ThreadTrace t : f.threads()) {
            System.out.println("    " + t.thread());
            for (Step s : t.steps()) System.out.println("      " + s.order() + ". " + s.site().path() + ":" + s.site().span().line() + " " + s.member() + ": " + s.text());
        }
    }

    private static void compare(Path dir, List<Path> files, List<Finding> found) throws IOException {
        Map<String, List<Finding>> byLine = new TreeMap<>();
        for (Finding f : found) byLine.computeIfAbsent(f.site().path() + ":" + f.site().span().line(), k -> new ArrayList<>()).add(f);
        int[] want = new int[2];
        int oks = 0;
        for (Path p : files) {
            List<String> lines = Files.readAllLines(p);
            String rel = dir.relativize(p).toString();
            for (int i = 0; i < lines.size(); i++) {
                Matcher m = MARK.matcher(lines.get(i));
                if (!m.find()) continue;
                List<Finding> here = byLine.remove(rel + ":" + (i + 1));
                String kind = m.group(1);
                if (kind.equals("ok")) oks++;
                if (kind.equals("want") || kind.equals("noise")) {
                    want[0]++;
                    boolean hit = here != null && here.stream().anyMatch(f -> m.group(2) == null || f.message().contains(m.group(2)));
                    if (hit) want[1]++;
                    else System.out.println((kind.equals("noise") ? "HEALED " : here == null ? "MISSED " : "OTHER MESSAGE ") + rel + ":" + (i + 1) + " " + lines.get(i).strip()
                            + (here == null ? "" : " got: " + here.get(0).message()));
                } else if (here != null) {
                    System.out.println((kind.equals("miss") ? "HEALED " : "FALSE ") + rel + ":" + (i + 1) + " " + lines.get(i).strip() + " got: " + here.get(0).message());
                }
            }
        }
        byLine.values().forEach(l -> l.forEach(f -> System.out.println("EXTRA " + f.site().path() + ":" + f.site().span().line() + " " + f.message())));
        System.out.println("wants hit " + want[1] + " of " + want[0] + ", oks " + oks);
    }
}
