package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Finding;
import dev.snarl.inputs.InputRequest;
import dev.snarl.metamorphic.Rewrite;
import dev.snarl.metamorphic.Rewrites;
import dev.snarl.rules.Rule;
import dev.snarl.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The testdata written in other ways that mean the same: each finding that was wanted is still wanted, and nothing else is found. What is known to
 * fall short stands in {@code metamorphic-gaps.tsv}: rewrite, file, line of the rewritten file, and lost or noise.
 */
class MetamorphicTest {
    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> findingsSurviveRewriting() throws IOException {
        Map<String, Map<String, String>> testdata = testdata();
        Set<String> gaps = new TreeSet<>(Files.readAllLines(ProjectFiles.root().resolve("src/core/src/test/resources/metamorphic-gaps.tsv")).stream()
                .filter(l -> !l.isBlank() && !l.startsWith("#")).toList());
        return Rewrites.all().entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey(), e.getValue(), testdata, gaps)));
    }

    private static Map<String, Map<String, String>> testdata() throws IOException {
        Set<String> rules = Rules.all().stream().map(Rule::id).collect(Collectors.toSet());
        Map<String, Map<String, String>> out = new TreeMap<>();
        try (Stream<Path> all = Files.walk(ProjectFiles.testdata())) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String path = ProjectFiles.testdata().relativize(file).toString().replace('\\', '/');
                String folder = path.substring(0, path.indexOf('/'));
                if (rules.contains(folder)) out.computeIfAbsent(folder, k -> new TreeMap<>()).put(path, Files.readString(file));
            }
        }
        return out;
    }

    private void check(String name, Rewrite rewrite, Map<String, Map<String, String>> testdata, Set<String> gaps) throws Exception {
        Map<String, List<LineMarks.Mark>> marks = new TreeMap<>();
        int files = 0;
        for (Map<String, String> folder : testdata.values()) {
            Map<String, String> changed = rewrite.apply(folder);
            if (changed.equals(folder)) continue;
            for (Map.Entry<String, String> f : changed.entrySet()) {
                Path to = temp.resolve(name).resolve(f.getKey());
                Files.createDirectories(to.getParent());
                Files.writeString(to, f.getValue());
                List<LineMarks.Mark> renamed = new ArrayList<>();
                for (LineMarks.Mark m : LineMarks.of(f.getValue().lines().toList())) renamed.add(new LineMarks.Mark(m.line(), m.word(), rewrite.part(m.part()).equals(m.part()) ? m.part() : m.part() + "|" + rewrite.part(m.part())));
                marks.put(f.getKey(), renamed);
                if (!f.getValue().equals(folder.get(f.getKey()))) files++;
            }
        }
        assertTrue(files > 0, () -> name + " changed nothing");
        InputRequest inputs = InputRequest.in(temp.resolve(name)).path(".").release(25).build();
        Map<String, List<Finding>> found = new TreeMap<>();
        try (Scanned scanned = Engine.run(Scan.of(inputs).withSelection(Selection.ALL))) {
            Path root = Path.of(scanned.result().displayRoot());
            for (Finding f : scanned.result().findings()) {
                String path = temp.resolve(name).toRealPath().relativize(root.resolve(f.site().path())).toString().replace('\\', '/');
                if (path.startsWith(f.rule() + "/")) found.computeIfAbsent(path, k -> new ArrayList<>()).add(f);
            }
        }
        Set<String> wrong = new TreeSet<>();
        int[] wanted = {0};
        marks.forEach((path, expected) -> compare(name + "\t" + path, expected, found.getOrDefault(path, List.of()), wrong, wanted));
        Set<String> known = gaps.stream().filter(g -> g.startsWith(name + "\t")).collect(Collectors.toCollection(TreeSet::new));
        System.out.printf("%-28s files %4d  wants %5d  gaps %4d%n", name, files, wanted[0], wrong.size());
        assertEquals(String.join("\n", known), String.join("\n", wrong), "gaps of " + name + " (left: known, right: now)");
    }

    /** A word of the part may be the name of something, or a word of the message. */
    private static boolean says(Finding f, LineMarks.Mark m) {
        for (String part : m.part().split("\\|", 2)) if (f.message().contains(part)) return true;
        return false;
    }

    private static void compare(String place, List<LineMarks.Mark> marks, List<Finding> findings, Set<String> wrong, int[] wanted) {
        for (LineMarks.Mark m : marks) {
            if (!m.word().equals("want")) continue;
            wanted[0]++;
            if (findings.stream().noneMatch(f -> f.site().span().line() == m.line() && says(f, m))) wrong.add(place + "\t" + m.line() + "\tlost");
        }
        List<Finding> moved = new ArrayList<>();
        for (LineMarks.Mark m : marks) {
            // The place told is now the call of the code that was taken out, or the code itself: one finding at another line of its method.
            if (!wrong.contains(place + "\t" + m.line() + "\tlost")) continue;
            for (Finding f : findings) {
                int line = f.site().span().line();
                if (Math.abs(line - m.line()) > 4 || moved.contains(f) || !says(f, m) || marks.stream().anyMatch(o -> o.line() == line && !o.word().equals("ok"))) continue;
                moved.add(f);
                wrong.remove(place + "\t" + m.line() + "\tlost");
                break;
            }
        }
        for (Finding f : findings) {
            int line = f.site().span().line();
            if (moved.contains(f)) continue;
            // A known miss that another way of writing heals is no harm.
            if (marks.stream().noneMatch(m -> m.line() == line && !m.word().equals("ok"))) wrong.add(place + "\t" + line + "\tnoise");
        }
    }
}
