package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.inputs.InputRequest;
import dev.snarl.rules.Rule;
import dev.snarl.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder of testdata is scanned alone, and its own rule must say what the lines expect: that and nothing else. */
class TestdataTest {
    @TestFactory
    Stream<DynamicTest> findingsAreThoseThatTheLinesExpect() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(ProjectFiles.testdata())) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        return folders.stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws Exception {
        String id = folder.getFileName().toString();
        Assumptions.assumeTrue(Rules.all().stream().map(Rule::id).anyMatch(id::equals), () -> "there is no rule " + id + " yet");
        // The newest release: the sources show what newer libraries are safe with, too.
        InputRequest inputs = InputRequest.in(folder).path(".").release(25).build();
        Map<String, List<LineMarks.Mark>> marks = marks(folder);
        List<String> wrong = new ArrayList<>();
        try (Scanned scanned = Engine.run(Scan.of(inputs).withSelection(Selection.ALL).withThreads(1))) {
            for (Notice n : scanned.result().notices()) wrong.add("notice: " + n);
            Path root = Path.of(scanned.result().displayRoot());
            Map<String, List<Finding>> found = new TreeMap<>();
            for (Finding f : scanned.result().findings()) {
                if (!f.rule().equals(id)) continue;
                String file = folder.relativize(root.resolve(f.site().path())).toString().replace('\\', '/');
                found.computeIfAbsent(file, k -> new ArrayList<>()).add(f);
            }
            for (String file : found.keySet()) if (!marks.containsKey(file)) wrong.add("a finding in " + file + ", which has no marks at all: " + found.get(file));
            marks.forEach((file, expected) -> compare(file, expected, found.getOrDefault(file, List.of()), wrong));
        }
        Map<String, Integer> counts = counts(marks);
        System.out.printf("%-32s want %3d  ok %3d  miss %2d  noise %2d%s%n", id, counts.get("want"), counts.get("ok"), counts.get("miss"), counts.get("noise"),
                wrong.isEmpty() ? "" : "  WRONG " + wrong.size());
        if (counts.get("miss") > counts.get("want")) wrong.add("more misses than wants");
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " differences:\n" + String.join("\n", wrong));
    }

    private static void compare(String file, List<LineMarks.Mark> marks, List<Finding> findings, List<String> wrong) {
        for (LineMarks.Mark m : marks) {
            boolean there = findings.stream().anyMatch(f -> f.site().span().line() == m.line() && f.message().contains(m.part()));
            String place = file + ":" + m.line() + ": ";
            switch (m.word()) {
                case "want" -> {
                    if (!there) wrong.add(place + "no finding with \"" + m.part() + "\"" + onThatLine(findings, m.line()));
                }
                case "noise" -> {
                    if (!there) wrong.add(place + "the known false alarm \"" + m.part() + "\" is healed: make it an ok");
                }
                case "miss" -> {
                    if (there) wrong.add(place + "the known miss \"" + m.part() + "\" is healed: make it a want");
                }
                default -> { }
            }
        }
        for (Finding f : findings) {
            int line = f.site().span().line();
            boolean expected = marks.stream().anyMatch(m -> m.line() == line && !m.word().equals("ok") && f.message().contains(m.part()));
            if (!expected) wrong.add(file + ":" + line + ": not expected: " + f.message());
        }
    }

    private static String onThatLine(List<Finding> findings, int line) {
        List<String> messages = findings.stream().filter(f -> f.site().span().line() == line).map(Finding::message).toList();
        return messages.isEmpty() ? "" : ", but " + messages;
    }

    private static Map<String, List<LineMarks.Mark>> marks(Path folder) throws IOException {
        Map<String, List<LineMarks.Mark>> marks = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                List<LineMarks.Mark> ofFile = LineMarks.of(Files.readAllLines(file));
                if (!ofFile.isEmpty()) marks.put(folder.relativize(file).toString().replace('\\', '/'), ofFile);
            }
        }
        return marks;
    }

    static Map<String, Integer> counts(Map<String, List<LineMarks.Mark>> marks) {
        Map<String, Integer> counts = new TreeMap<>(Map.of("want", 0, "ok", 0, "miss", 0, "noise", 0));
        for (List<LineMarks.Mark> ofFile : marks.values()) for (LineMarks.Mark m : ofFile) counts.merge(m.word(), 1, Integer::sum);
        return counts;
    }
}
