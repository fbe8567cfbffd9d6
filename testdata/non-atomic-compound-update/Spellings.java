package lostupdate;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Every spelling of read, change, write, each in a task that four threads run at the same time. */
final class Spellings {
    private int plus;
    private int minus;
    private long prefix;
    private int added;
    private int longhand;
    private int reversed;
    private int self;
    private int bits;
    private int scaled;
    private int highest;
    private int split;
    private Integer boxed = 0;
    private String text = "";
    private boolean toggle;
    private final int[] cells = new int[8];
    private final long[][] grid = new long[2][2];
    private int copiedOnly;
    private int untouched;

    void run(int rounds) {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < rounds; i++) {
            int round = i;
            pool.execute(() -> {
                plus++;                                  // want "plus"
                minus--;                                 // want "minus"
                ++prefix;                                // want "prefix"
                added += round;                          // want "added"
                longhand = longhand + 1;                 // want "longhand"
                reversed = 1 + reversed;                 // want "reversed"
                this.self = this.self + 1;               // want "self"
                bits |= 4;                               // want "bits"
                scaled = (scaled * 31) + round;          // want "scaled"
                highest = Math.max(highest, round);      // want "highest"
                boxed++;                                 // want "boxed"
                text += "x";                             // want "text"
                toggle = !toggle;                        // want "toggle"
                cells[0]++;                              // want "cells"
                grid[1][0] += round;                     // want "grid"
                int before = split;
                split = before + 1;                      // want "split"
                int local = copiedOnly;                  // ok: only read, the change stays in a local
                local++;                                 // ok: a local of the task
                int doubled = untouched * 2 + local;     // ok: no write
                if (doubled < 0) {
                    throw new IllegalStateException();
                }
            });
        }
        pool.shutdown();
    }
}
