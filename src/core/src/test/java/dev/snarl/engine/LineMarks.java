package dev.snarl.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expectations that stand in the lines of a source: {@code // want "part"}, {@code // ok: why}, {@code // miss "part"}, {@code // noise "part"}. */
final class LineMarks {
    /** @param part of the message; empty for {@code ok} */
    record Mark(int line, String word, String part) {}

    private static final Pattern MARK = Pattern.compile("//\\s*(want|miss|noise|ok)\\b\\s*:?\\s*(?:\"([^\"]*)\")?");

    private LineMarks() {}

    static List<Mark> of(List<String> lines) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher m = MARK.matcher(lines.get(i));
            while (m.find()) {
                boolean ok = m.group(1).equals("ok");
                if (!ok && m.group(2) == null) throw new IllegalStateException("line " + (i + 1) + ": no part of a message in quotes after " + m.group(1));
                marks.add(new Mark(i + 1, m.group(1), ok ? "" : m.group(2)));
            }
        }
        return marks;
    }
}
