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
 * With {@code -Dgaps.told=yes} it prints each gap and all findings, in the words of the original.
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
        for (Map.Entry<String, Map<String, String>> folder : testdata.entrySet()) {
            Map<String, String> changed = rewrite.apply(folder.getValue());
            if (changed.equals(folder.getValue())) continue;
            for (Map.Entry<String, String> f : changed.entrySet()) {
                Path to = temp.resolve(name).resolve(f.getKey());
                Files.createDirectories(to.getParent());
                Files.writeString(to, f.getValue());
                marks.put(f.getKey(), LineMarks.of(f.getValue().lines().toList()));
                if (!f.getValue().equals(folder.getValue().get(f.getKey()))) files++;
            }
        }
        int changed = files;
        assertTrue(changed > 0, () -> name + " changed nothing");
        Path all = temp.resolve(name);
        Map<String, List<Finding>> found = found(all, "");
        // What another folder's code does can say something about this one's: the folder alone decides.
        Set<String> doubtful = new TreeSet<>();
        for (String w : wrong(name, marks, found, rewrite, new int[1])) doubtful.add(w.split("[\t/]")[1]);
        for (String folder : doubtful) {
            found.keySet().removeIf(p -> p.startsWith(folder + "/"));
            found.putAll(found(all.resolve(folder), folder + "/"));
        }
        int[] wanted = {0};
        Set<String> wrong = wrong(name, marks, found, rewrite, wanted);
        Set<String> known = gaps.stream().filter(g -> g.startsWith(name + "\t")).collect(Collectors.toCollection(TreeSet::new));
        if (System.getProperty("gaps.told") != null) {
            for (String w : wrong) System.out.println("TOLD " + w.replace('\t', ' '));
            found.forEach((path, fs) -> fs.forEach(f -> System.out.println("HAS " + name + " " + path + " " + f.site().span().line() + " " + rewrite.original(f.message()))));
        }
        System.out.printf("%-28s files %4d  wants %5d  gaps %4d%n", name, files, wanted[0], wrong.size());
        assertEquals(String.join("\n", known), String.join("\n", wrong), "gaps of " + name + " (left: known, right: now)");
    }

    private static Set<String> wrong(String name, Map<String, List<LineMarks.Mark>> marks, Map<String, List<Finding>> found, Rewrite rewrite, int[] wanted) {
        Set<String> wrong = new TreeSet<>();
        marks.forEach((path, expected) -> compare(name + "\t" + path, expected, found.getOrDefault(path, List.of()), rewrite, wrong, wanted));
        return wrong;
    }

    /** What is found by the rule that a folder is named for, by the path with the folder's name. */
    private static Map<String, List<Finding>> found(Path scan, String folder) throws Exception {
        InputRequest inputs = InputRequest.in(scan).path(".").release(25).build();
        Map<String, List<Finding>> found = new TreeMap<>();
        try (Scanned scanned = Engine.run(Scan.of(inputs).withSelection(Selection.ALL))) {
            Path root = Path.of(scanned.result().displayRoot());
            for (Finding f : scanned.result().findings()) {
                String path = folder + scan.toRealPath().relativize(root.resolve(f.site().path())).toString().replace('\\', '/');
                if (path.startsWith(f.rule() + "/")) found.computeIfAbsent(path, k -> new ArrayList<>()).add(f);
            }
        }
        return found;
    }

    private static boolean says(Finding f, LineMarks.Mark m, Rewrite rewrite) {
        return rewrite.moves() || f.message().contains(m.part()) || rewrite.original(f.message()).contains(rewrite.original(m.part()));
    }

    private static void compare(String place, List<LineMarks.Mark> marks, List<Finding> findings, Rewrite rewrite, Set<String> wrong, int[] wanted) {
        for (LineMarks.Mark m : marks) {
            if (!m.word().equals("want")) continue;
            wanted[0]++;
            if (findings.stream().noneMatch(f -> f.site().span().line() == m.line() && says(f, m, rewrite))) wrong.add(place + "\t" + m.line() + "\tlost");
        }
        List<Finding> moved = new ArrayList<>();
        for (LineMarks.Mark m : marks) {
            // The place told is now the call of the code that was taken out, or the code itself: one finding at another line of its method.
            if (!wrong.contains(place + "\t" + m.line() + "\tlost")) continue;
            for (Finding f : findings) {
                int line = f.site().span().line();
                if (Math.abs(line - m.line()) > (rewrite.moves() ? 12 : 4) || moved.contains(f) || !says(f, m, rewrite) || marks.stream().anyMatch(o -> o.line() == line && !o.word().equals("ok"))) continue;
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
