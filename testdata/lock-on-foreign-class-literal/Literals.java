package lockonforeignclassliteral;

import java.util.List;

class Account {
    private static int total;

    static synchronized void add(int n) {
        total += n;
    }

    void own() {
        synchronized (Account.class) { // ok: its own class
            total++;
        }
    }

    static class Entry {
        void outer() {
            synchronized (Account.class) { // ok: the class around it
                total++;
            }
        }
    }

    void nested() {
        synchronized (Entry.class) { // ok: a class of the same file
            total++;
        }
    }

    void lambda() {
        Runnable r = () -> {
            synchronized (Account.class) { // ok: its own class
                total++;
            }
        };
        r.run();
    }
}

class Savings extends Account {
    void inherited() {
        synchronized (Account.class) { // ok: the superclass
            System.out.println();
        }
    }
}
