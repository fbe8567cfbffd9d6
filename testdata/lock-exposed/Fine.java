package exposed;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** No subclass can come, and the platform's own methods hand nothing to callers that lock. */
public final class Fine implements Cloneable {
    protected final Object lock = new Object();
    private final Lock explicit = new ReentrantLock();

    public Lock explicit() {
        return explicit;
    }

    void protectedInFinalClass() {
        synchronized (lock) { // ok: protected in a final class
            System.out.println();
        }
    }

    synchronized void method() { // ok: the object belongs to whoever made it
        System.out.println();
    }

    void lockObject() {
        explicit.lock(); // ok: a Lock is handed out on purpose; monitors are meant here
        try {
            System.out.println();
        } finally {
            explicit.unlock();
        }
    }

    @Override
    public Fine clone() throws CloneNotSupportedException {
        return (Fine) super.clone();
    }

    static Fine create() {
        return new Fine();
    }

    private static class Hidden {
        final Object lock = new Object();
        static final Hidden ONE = new Hidden();

        synchronized void use() { // ok: nobody outside the file can name it
            synchronized (lock) { // ok: the same
                System.out.println();
            }
        }
    }

    private static synchronized void inside() { // ok: nobody outside asks for it
        System.out.println();
    }
}

class Local {
    private final Object lock = new Object();

    private Object own() {
        return lock;
    }

    void use() {
        synchronized (own()) { // ok: a private method gives it to its own class alone
            System.out.println();
        }
    }

    void onLocal() {
        Object o = new Object();
        synchronized (o) { // ok: another hazard
            System.out.println();
        }
    }
}
