package dev.snarl.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * {@code Mutants JARS OUT.tsv [COUNT [SEED [MISSED]]]}: draws mutants of the source jars in a folder, judges each, writes one line each and prints the shares.
 * Where a folder MISSED is given, the changed file of each miss is written into it, below the number of its line in OUT.tsv.
 */
public final class Mutants {
    private static final int COUNT = 240;
    private static final long SEED = 20261101;
    private static final long STACK = 256L << 20;

    private Mutants() {}

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: Mutants JARS OUT.tsv [COUNT [SEED [MISSED]]]");
            System.exit(2);
        }
        Path out = Path.of(args[1]);
        int count = args.length > 2 ? Integer.parseInt(args[2]) : COUNT;
        long seed = args.length > 3 ? Long.parseLong(args[3]) : SEED;
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            jars = files.filter(p -> p.toString().endsWith("-sources.jar")).sorted().toList();
        }
        Library[] libraries = new Library[jars.size()];
        each(jars.size(), i -> libraries[i] = new Library(jars.get(i)));
        List<Draw.Drawn> all = new ArrayList<>();
        for (Library l : libraries) all.addAll(l.guards());
        List<Draw.Drawn> drawn = Draw.of(all, count, seed);
        System.out.println(all.size() + " guards that matter in " + jars.size() + " libraries, " + drawn.size() + " drawn");
        Verdict[] verdicts = new Verdict[drawn.size()];
        each(drawn.size(), i -> verdicts[i] = drawn.get(i).from().judge(drawn.get(i).mutant()));
        Files.write(out, lines(drawn, verdicts));
        if (args.length > 4) keepMisses(Path.of(args[4]), drawn, verdicts);
        System.out.print(shares(drawn, verdicts));
    }

    private static void keepMisses(Path folder, List<Draw.Drawn> drawn, Verdict[] verdicts) throws IOException {
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i].answer() != Verdict.Answer.MISSED) continue;
            Draw.Drawn d = drawn.get(i);
            Path file = folder.resolve(String.valueOf(i + 2)).resolve(d.from().name() + "-" + d.from().version()).resolve(d.mutant().path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, d.from().mutated(d.mutant()));
        }
    }

    private interface Work {
        void at(int index) throws IOException;
    }

    /**
     * Does the work of every index, on as many threads at a time as there are processors, with stacks deep enough for the rules.
     * Each piece has a thread of its own: what a program keeps for each thread goes with the thread.
     */
    private static void each(int size, Work work) throws InterruptedException {
        Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());
        Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < size && failed.isEmpty(); i++) {
            free.acquire();
            int index = i;
            Thread t = new Thread(null, () -> {
                try {
                    work.at(index);
                } catch (Exception | Error e) {
                    failed.add(e);
                } finally {
                    free.release();
                }
            }, "mutants-" + i, STACK);
            threads.add(t);
            t.start();
        }
        for (Thread t : threads) t.join();
        if (!failed.isEmpty()) throw new IllegalStateException("a mutant could not be judged", failed.peek());
    }

    private static List<String> lines(List<Draw.Drawn> drawn, Verdict[] verdicts) {
        List<String> lines = new ArrayList<>(List.of("library\tversion\tkind\tfile\tline\twhat\tfound\trule\tfinding line"));
        for (int i = 0; i < verdicts.length; i++) {
            Mutant m = drawn.get(i).mutant();
            Verdict v = verdicts[i];
            String found = switch (v.answer()) {
                case FOUND -> "yes";
                case ALREADY -> "already";
                case MISSED -> "no";
                case BROKEN -> "broken";
            };
            lines.add(String.join("\t", drawn.get(i).from().name(), drawn.get(i).from().version(), m.kind().name().toLowerCase(Locale.ROOT), m.path(), String.valueOf(m.line()), m.what(), found,
                    v.finding() == null ? "" : v.finding().rule(), v.finding() == null ? "" : String.valueOf(v.finding().site().span().line())));
        }
        return lines;
    }

    /** The shares as a table of Markdown. A guard whose field is reported already counts for neither side. */
    static String shares(List<Draw.Drawn> drawn, Verdict[] verdicts) {
        StringBuilder table = new StringBuilder("| guard | mutants | found | missed | already | share |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        int[] total = new int[3];
        for (GuardKind kind : GuardKind.values()) {
            int[] n = new int[3];
            for (int i = 0; i < verdicts.length; i++) {
                if (drawn.get(i).mutant().kind() != kind || verdicts[i].answer() == Verdict.Answer.BROKEN) continue;
                n[verdicts[i].answer().ordinal()]++;
            }
            if (Arrays.stream(n).sum() > 0) table.append(row(kind.title, n));
            for (int i = 0; i < n.length; i++) total[i] += n[i];
        }
        return table.append(row("all", total)).toString();
    }

    private static String row(String title, int[] n) {
        int found = n[Verdict.Answer.FOUND.ordinal()], missed = n[Verdict.Answer.MISSED.ordinal()], already = n[Verdict.Answer.ALREADY.ordinal()];
        String share = found + missed == 0 ? "-" : Math.round(100.0 * found / (found + missed)) + "%";
        return "| " + title + " | " + (found + missed + already) + " | " + found + " | " + missed + " | " + already + " | " + share + " |\n";
    }
}
