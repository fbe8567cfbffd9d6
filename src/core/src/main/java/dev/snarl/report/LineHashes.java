package dev.snarl.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The line hashes by which code hosts follow a result through changes of its file ({@code primaryLocationLineHash}): per line a 64-bit
 * polynomial hash to the base 37 of the 100 characters from its start, blanks and tabs left out and every line break one line feed; the text
 * ends with the unit 65535 and then zeros. Equal hashes of one file are numbered: {@code hex:occurrence}.
 */
final class LineHashes {
    private static final int WINDOW = 100;
    private static final long BASE = 37;
    private static final char END = 65535;
    /** What a character weighs when it leaves the window: the base to the window's length, modulo 2 to the 64. */
    private static final long LEAVING = leaving();

    private final SortedSet<Integer> wanted;
    private final Map<Integer, String> hashes = new TreeMap<>();
    private final Map<Long, Integer> seen = new HashMap<>();
    private final char[] window = new char[WINDOW];
    /** The line that starts with the character of the same slot, or 0. */
    private final int[] starts = new int[WINDOW];
    private int slot;
    private long hash;

    private LineHashes(SortedSet<Integer> wanted) {
        this.wanted = wanted;
    }

    /**
     * The hashes of some lines of one file.
     *
     * @param lines  the file as {@link SourceTexts#split} gives it
     * @param wanted numbers of lines, from 1; those beyond the end have no hash
     */
    static Map<Integer, String> of(List<String> lines, SortedSet<Integer> wanted) {
        LineHashes run = new LineHashes(wanted);
        for (int n = 1; n <= lines.size(); n++) {
            String line = lines.get(n - 1);
            boolean fresh = true;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == ' ' || c == '\t') continue;
                run.push(c, fresh ? n : 0);
                fresh = false;
            }
            run.push(n < lines.size() ? '\n' : END, fresh ? n : 0);
        }
        for (int i = 0; i < WINDOW; i++) run.push('\0', 0);
        return run.hashes;
    }

    /** Takes one character; where the one that leaves for it began a line, the window held just that line's characters. */
    private void push(char c, int line) {
        if (starts[slot] > 0) emit(starts[slot]);
        hash = BASE * hash + c - LEAVING * window[slot];
        window[slot] = c;
        starts[slot] = line;
        slot = (slot + 1) % WINDOW;
    }

    private void emit(int line) {
        int occurrence = seen.merge(hash, 1, Integer::sum);
        if (wanted.contains(line)) hashes.put(line, Long.toHexString(hash) + ":" + occurrence);
    }

    private static long leaving() {
        long power = 1;
        for (int i = 0; i < WINDOW; i++) power *= BASE;
        return power;
    }
}
