package dev.snarl.report;

import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The steps of a finding's threads in their common order: two threads as two columns where the width allows, else one below the other. */
final class Interleaving {
    private static final int COLUMNS_FROM = 80;
    private static final String INDENT = "    ";
    private static final String BETWEEN = " | ";

    /** A step with its thread's index and the key of the order over all threads. */
    private record Turn(int thread, int key, Step step) {}

    private final List<ThreadTrace> threads;
    private final List<Turn> turns;
    private final Map<String, String> names;
    private final Style style;
    private final List<String> out;

    private Interleaving(List<ThreadTrace> threads, Style style, List<String> out) {
        this.threads = threads;
        this.turns = turns(threads);
        this.names = names(turns);
        this.style = style;
        this.out = out;
    }

    static void draw(List<ThreadTrace> threads, Style style, List<String> out) {
        Interleaving drawing = new Interleaving(threads, style, out);
        if (drawing.turns.isEmpty()) return;
        out.add("");
        out.add("  " + style.paint(Ink.STRONG, threads.size() == 1 ? "how it gets there:" : "how it goes wrong:"));
        if (threads.size() == 2 && style.width() >= COLUMNS_FROM) drawing.columns();
        else drawing.stacked();
        out.add("");
    }

    /** All steps in their common order; a step without a place in it follows the one before it in its own thread. */
    private static List<Turn> turns(List<ThreadTrace> threads) {
        List<Turn> turns = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            int key = 0;
            for (Step step : threads.get(t).steps()) {
                if (step.order() > 0) key = step.order();
                turns.add(new Turn(t, key, step));
            }
        }
        turns.sort(Comparator.comparingInt(Turn::key).thenComparingInt(Turn::thread));
        return turns;
    }

    private void columns() {
        int column = (style.prose() - INDENT.length() - BETWEEN.length()) / 2;
        List<String> left = ShownText.wrap(ShownText.line(threads.get(0).thread()), column);
        List<String> right = ShownText.wrap(ShownText.line(threads.get(1).thread()), column);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) row(at(left, i), at(right, i), column, true);
        out.add(INDENT + style.paint(Ink.FRAME, "-".repeat(column + 1) + "+" + "-".repeat(column + 1)));
        for (int i = 0; i < turns.size(); i++) {
            List<String> cell = cell(Integer.toString(i + 1), turns.get(i).step, column);
            boolean first = turns.get(i).thread == 0;
            for (int n = 0; n < cell.size(); n++) row(first ? cell.get(n) : "", first ? "" : cell.get(n), column, n == 0);
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private void row(String left, String right, int column, boolean strong) {
        String first = strong ? style.paint(Ink.ofThread(0), left) : style.paint(Ink.FAINT, left);
        String second = strong ? style.paint(Ink.ofThread(1), right) : style.paint(Ink.FAINT, right);
        String gap = " ".repeat(Math.max(0, column - ShownText.width(left)));
        out.add((INDENT + first + gap + style.paint(Ink.FRAME, right.isEmpty() ? BETWEEN.stripTrailing() : BETWEEN) + second));
    }

    private void stacked() {
        int room = style.prose() - INDENT.length();
        boolean several = threads.size() > 1;
        for (int t = 0; several && t < threads.size(); t++) {
            String name = name(t).equals(threads.get(t).thread().strip()) ? name(t) : name(t) + ": " + ShownText.line(bare(t));
            for (String line : ShownText.wrap(name, room)) out.add(INDENT + style.paint(Ink.ofThread(t), line));
        }
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            String head = Integer.toString(i + 1) + (several ? " " + letter(turn.thread) : "");
            List<String> cell = cell(head, turn.step, room);
            for (int n = 0; n < cell.size(); n++) {
                Ink ink = n > 0 ? Ink.FAINT : several ? Ink.ofThread(turn.thread) : Ink.STRONG;
                out.add(INDENT + style.paint(ink, cell.get(n)));
            }
        }
    }

    private static String letter(int thread) {
        return thread < 26 ? String.valueOf((char) ('A' + thread)) : "T" + (thread + 1);
    }

    private static String name(int thread) {
        return "thread " + letter(thread);
    }

    /** The thread's own name without the "thread A:" that the list puts before it. */
    private String bare(int thread) {
        String name = threads.get(thread).thread();
        String prefix = name(thread) + ":";
        return name.startsWith(prefix) ? name.substring(prefix.length()).strip() : name;
    }

    /** Per path the fewest of its last segments that tell it from the others: the frames above have shown the paths in full. */
    private static Map<String, String> names(List<Turn> turns) {
        TreeSet<String> paths = new TreeSet<>();
        for (Turn turn : turns) paths.add(turn.step.site().path());
        Map<String, String> names = new TreeMap<>();
        for (String path : paths) {
            int from = path.lastIndexOf('/') + 1;
            while (from > 1 && ambiguous(path.substring(from - 1), path, paths)) from = path.lastIndexOf('/', from - 2) + 1;
            names.put(path, path.substring(from));
        }
        return names;
    }

    private static boolean ambiguous(String suffix, String path, Set<String> paths) {
        return paths.stream().anyMatch(other -> !other.equals(path) && ("/" + other).endsWith(suffix));
    }

    private List<String> cell(String head, Step step, int room) {
        List<String> lines = new ArrayList<>();
        String hang = " ".repeat(head.length() + 1);
        int inner = room - hang.length();
        for (String line : ShownText.wrap(ShownText.line(step.text()), inner)) lines.add((lines.isEmpty() ? head + " " : hang) + line);
        String member = ShownText.line(step.member());
        String name = ShownText.line(names.get(step.site().path())) + (step.site().span().known() ? ":" + step.site().span().line() : "");
        String place = member.isEmpty() ? name : member + ", " + name;
        for (String line : ShownText.wrap(place, inner)) lines.add(hang + line);
        return lines;
    }
}
