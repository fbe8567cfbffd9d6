package emptysynchronizedblock;

class Empty {
    private final Object lock = new Object();
    private int count;

    void empty() {
        synchronized (lock) { // want "monitor of lock is empty"
        }
    }

    void self() {
        synchronized (this) {} // want "monitor of this"
    }

    void semicolon() {
        synchronized (lock) { // want "lock"
            ;
        }
    }

    void nested() {
        synchronized (lock) { // want "lock"
            {
            }
        }
    }

    void before() {
        count++;
        synchronized (Empty.class) { // want "Empty.class"
        }
        count++;
    }

    void lambda(Object other) {
        Runnable r = () -> {
            synchronized (other) { // want "other"
            }
        };
        r.run();
    }

    static {
        synchronized (Empty.class) { // want "Empty.class"
        }
    }

    void full() {
        synchronized (lock) { // ok: it has statements
            count++;
        }
    }

    int returned() {
        synchronized (lock) { // ok: the value is read under the lock
            return 1;
        }
    }

    void inner() {
        synchronized (this) { // ok: another statement is in it
            synchronized (lock) { // want "lock"
            }
        }
    }

    void declared() {
        synchronized (lock) { // want "lock"
            int unused;
        }
    }

    void barrier() {
        synchronized (lock) { // noise "lock" a comment inside says that it is meant, but comments are not read
            // wait until the writer is done
        }
    }

    synchronized void method() { // ok: a method that others override or call
    }

    void loop() {
        synchronized (lock) { // ok: a loop is a statement
            while (count > 0) {
            }
        }
    }
}
