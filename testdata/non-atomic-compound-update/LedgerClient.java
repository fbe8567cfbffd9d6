package lostupdate;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Shares the classes of Ledger.java between threads. */
final class LedgerClient {
    private static final Versioned<String> CURRENT = new Versioned<>();

    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final AuditedLedger ledger = new AuditedLedger();

    void bookAll(List<Long> amounts) {
        for (long amount : amounts) {
            pool.execute(() -> ledger.book(amount));
        }
    }

    void fieldOfAnotherObject(List<String> lines) {
        Ledger plain = new Ledger();
        for (String line : lines) {
            pool.execute(() -> {
                if (!line.isEmpty()) {
                    plain.entries++; // want "entries"
                }
            });
        }
    }

    void putAll(List<String> values) {
        values.forEach(value -> pool.execute(() -> CURRENT.put(value)));
    }

    void count(List<Integer> hits) {
        Tally tally = new Tally(new int[16], "hits");
        hits.parallelStream().forEach(tally::hit);
    }

    void call(int times) {
        for (int i = 0; i < times; i++) {
            pool.submit(Metrics.INSTANCE::call);
        }
    }

    void ownedByTheTask(List<Long> amounts) {
        for (long amount : amounts) {
            pool.execute(() -> {
                Ledger fresh = new Ledger();
                fresh.entries++; // ok: the task built it, nobody else has it
                PrivateLedger mine = new PrivateLedger();
                for (long i = 0; i < amount; i++) {
                    mine.book();
                }
            });
        }
    }
}
