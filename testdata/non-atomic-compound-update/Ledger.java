package lostupdate;

/** Knows nothing of threads: whoever shares it decides. See LedgerClient. */
class Ledger {
    int entries;
    protected long balance;
    private int reads;

    void book(long amount) {
        balance += amount; // want "balance"
    }

    long balance() {
        reads++; // ok: nobody calls it from a second thread
        return balance;
    }
}

/** The field is inherited. */
class AuditedLedger extends Ledger {
    private int audits;

    @Override
    void book(long amount) {
        super.book(amount);
        audits++; // want "audits"
    }
}

/** A generic holder. */
class Versioned<T> {
    private T value;
    private int version;

    void put(T next) {
        synchronized (this) {
            value = next;
        }
        version++; // want "version"
    }

    synchronized T value() {
        return value;
    }
}

/** A record keeps final references, not final contents. */
record Tally(int[] cells, String name) {
    void hit(int cell) {
        cells[cell]++; // want "cells"
    }
}

/** One object for the whole JVM. */
enum Metrics {
    INSTANCE;

    private int calls;

    void call() {
        calls++; // want "calls"
    }
}

/** Used by one thread only: the same code as the classes above. */
class PrivateLedger {
    private int entries;

    void book() {
        entries++; // ok: its only users keep it to themselves
    }
}
