package threadruncalled;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** run() called from a run(): the thread is already a new one. */
class Delegation extends Thread {
    private final Thread delegate;

    Delegation(Thread delegate) {
        this.delegate = delegate;
    }

    @Override
    public void run() {
        delegate.run(); // ok: a wrapper's run() delegates
    }
}

class Named extends Copier {
    @Override
    public void run() {
        setName("copier");
        try {
            super.run(); // ok: the overridden method
        } finally {
            setName("idle");
        }
    }
}

class NamedDeep extends Named {
    @Override
    public void run() {
        Runnable inner = super::run; // ok: the overridden method, by reference
        inner.run(); // ok: a Runnable
    }
}

class Wrapper implements Runnable {
    private final Copier copier = new Copier();

    @Override
    public void run() {
        copier.run(); // ok: delegation within run()
    }
}

class AnonymousDelegation {
    Runnable wrap(Thread thread) {
        return new Runnable() {
            @Override
            public void run() {
                thread.run(); // ok: delegation within run()
            }
        };
    }

    Thread wrapAgain(Thread thread) {
        return new Thread(() -> thread.run()); // ok: it is the body of another thread
    }
}

/** The caller takes part in the work of the threads which it started. */
class TakesPart {
    void work() {
    }

    void all(int count) throws InterruptedException {
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            Thread helper = new Copier();
            helper.start();
            helpers.add(helper);
        }
        Copier own = new Copier();
        own.run(); // ok: the others were started, this share is the caller's
        for (Thread helper : helpers) {
            helper.join();
        }
    }

    /** Nothing was started here. */
    void none() {
        Copier own = new Copier();
        own.run(); // want "own"
    }
}

class CopierTest {
    @Test
    void copies() {
        Copier copier = new Copier();
        copier.run(); // ok: a test runs the body in its own thread
    }
}

class Silenced {
    @SuppressWarnings("CallToThreadRun")
    void other(Thread thread) {
        thread.run(); // want "thread" another tool's mark does not count
    }
}

/** Lets subclasses wrap what it runs. */
class Wrapping extends Thread {
    Wrapping(Runnable task) {
        super(task);
    }

    @Override
    public final void run() {
        executeRun();
    }

    protected void executeRun() {
        super.run(); // ok: in this thread already
    }
}
