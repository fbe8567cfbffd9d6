package interruptswallowed;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;

/** What a helper throws instead goes to whoever called it: they are told of a failure, and not of the interrupt. */
class Connections {
    private final BlockingQueue<String> free;

    Connections(BlockingQueue<String> free) {
        this.free = free;
    }

    public String connect() throws SQLException {
        return connect(1000);
    }

    public String connect(long millis) throws SQLException {
        try {
            return free.take();
        } catch (InterruptedException e) { // want "wraps it in SQLException and does not restore the flag"
            throw new SQLException("interrupted, waited at most " + millis, e);
        }
    }
}

class Feeder implements Runnable {
    private final BlockingQueue<String> queue;

    Feeder(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        feed();
    }

    private void feed() {
        try {
            queue.put("x");
        } catch (InterruptedException e) { // ok: the helper of run() alone: what it throws ends the thread
            throw new IllegalStateException(e);
        }
    }
}

/** The bound of the attempts is a field or constant, and no flag that somebody sets to stop them. */
class Retries {
    private static final int MOST = 3;
    private int most = 5;

    public void all() throws IOException {
        constant();
        field();
    }

    private void constant() throws IOException {
        for (int i = 0; i < MOST; i++) {
            if (attempt()) return;
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // want "Thread.sleep() is lost here"
                System.out.println("again");
            }
        }
    }

    private void field() throws IOException {
        int mostHere = most;
        int count = 0;
        do {
            count++;
            if (attempt()) return;
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // want "Thread.sleep() is lost here"
                System.out.println("again");
            }
        } while (count < mostHere);
    }

    public void twice() throws IOException {
        for (int i = 0; i < most; i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) { // want "Thread.sleep() is lost here"
                System.out.println("again");
            }
            if (attempt()) return;
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // ok: this one restores; it speaks for itself alone
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean attempt() throws IOException {
        return System.in.read() > 0;
    }
}

class Cleaning {
    void execute(Process process) throws InterruptedException {
        try {
            process.waitFor();
        } finally {
            try {
                process.waitFor();
            } catch (InterruptedException e) { // ok: the first interrupt goes on out of the try
                process.destroy();
            }
        }
    }
}
