package dev.snarl.engine;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long the stages and rules of a scan took, and how much of it was recalled from the cache. Safe for several threads. */
public final class Timings {
    private final Map<Stage, Long> stages = new EnumMap<>(Stage.class);
    private final Map<String, Long> rules = new TreeMap<>();
    private int parsed;
    private int recalled;
    private boolean resultRecalled;

    synchronized void took(Stage stage, long nanos) {
        stages.merge(stage, nanos, Long::sum);
    }

    synchronized void ruleTook(String rule, long nanos) {
        rules.merge(rule, nanos, Long::sum);
    }

    synchronized void read(int newlyParsed, int fromCache) {
        parsed += newlyParsed;
        recalled += fromCache;
    }

    synchronized void recalledResult() {
        resultRecalled = true;
    }

    /** Nanoseconds of wall time spent in a stage; 0 when it was not needed. */
    public synchronized long nanos(Stage stage) {
        return stages.getOrDefault(stage, 0L);
    }

    /** Nanoseconds by rule, sorted by id; rules run at the same time, so the sum may exceed that of the stage. Empty when the result was recalled. */
    public synchronized Map<String, Long> rules() {
        return new TreeMap<>(rules);
    }

    /** How many files were parsed in this scan. */
    public synchronized int parsedFiles() {
        return parsed;
    }

    /** How many files' facts came from the cache. */
    public synchronized int recalledFiles() {
        return recalled;
    }

    /** Whether nothing that counts had changed, so that the stored result of an earlier scan was given. */
    public synchronized boolean resultWasRecalled() {
        return resultRecalled;
    }

    /** One line a stage, then the rules, the slowest first, in milliseconds. */
    public synchronized String text() {
        StringBuilder out = new StringBuilder();
        long total = 0;
        for (Map.Entry<Stage, Long> e : stages.entrySet()) {
            total += e.getValue();
            line(out, e.getKey().word(), e.getValue());
            if (e.getKey() == Stage.READ) out.append("  (").append(parsed).append(" parsed, ").append(recalled).append(" recalled)");
            out.append('\n');
        }
        line(out, "total", total);
        out.append(resultRecalled ? "  (nothing that counts changed: the stored result)\n" : "\n");
        rules.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).forEach(e -> {
            line(out, "  " + e.getKey(), e.getValue());
            out.append('\n');
        });
        return out.toString();
    }

    private static void line(StringBuilder out, String name, long nanos) {
        out.append(String.format(Locale.ROOT, "%-40s %9.1f ms", name, nanos / 1e6));
    }
}
