package dev.snarl.knowledge;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the text of one knowledge file into the lines of its role. Used by one thread. */
final class KnowledgeFile {
    private final LineParser parser;
    private final Map<String, Line> lines;
    private final boolean mayRemove;
    private final Set<String> seen = new HashSet<>();

    /**
     * @param lines     the role's lines so far by signature; what the file says is added to it, replaces or removes from it
     * @param mayRemove whether a leading {@code !} is allowed
     */
    KnowledgeFile(LineParser parser, Map<String, Line> lines, boolean mayRemove) {
        this.parser = parser;
        this.lines = lines;
        this.mayRemove = mayRemove;
    }

    void read(String text) {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        int number = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                end = text.length();
            }
            number++;
            line(number, text.substring(start, end).strip());
            start = end + 1;
        }
    }

    private void line(int number, String text) {
        Line line = parser.parse(number, text, lines.values());
        if (line == null) {
            return;
        }
        boolean remove = text.startsWith("!");
        if (!seen.add((remove ? "!" : "") + line.signature())) {
            throw parser.problem(number, "a second line for " + line.signature(), null);
        }
        if (!remove) {
            lines.put(line.signature(), line);
        } else if (!mayRemove) {
            throw parser.problem(number, "only a file that extends the built-in knowledge can remove lines with !", null);
        } else if (lines.remove(line.signature()) == null) {
            throw parser.problem(number, "nothing to remove: " + parser.role().word() + " has no line " + line.signature(),
                    NearName.of(line.signature(), lines.keySet()));
        }
    }
}
