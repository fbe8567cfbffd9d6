package waitnotinloop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Every right shape of the loop. */
class Loops {
    private final Queue<String> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open;
    private boolean running = true;
    private long limit = 100;

    synchronized void whileLoop() throws InterruptedException {
        while (queue.isEmpty()) {
            wait(); // ok: tested again
        }
        queue.remove();
    }

    synchronized void withoutBraces() throws InterruptedException {
        while (queue.isEmpty()) wait(); // ok: tested again
        queue.remove();
    }

    synchronized void doLoop() throws InterruptedException {
        do {
            wait(); // ok: tested after each wake-up
        } while (!open);
        queue.clear();
    }

    synchronized void forLoop() throws InterruptedException {
        for (; queue.isEmpty(); ) {
            wait(); // ok: tested again
        }
        queue.remove();
    }

    synchronized String endless() throws InterruptedException {
        for (;;) {
            if (!queue.isEmpty()) {
                return queue.remove();
            }
            wait(); // ok: goes round to the test
        }
    }

    synchronized String endlessWithElse() throws InterruptedException {
        while (true) {
            if (queue.isEmpty()) {
                wait(); // ok: nothing follows but the test
            } else {
                return queue.remove();
            }
        }
    }

    synchronized void endlessWithBreak() throws InterruptedException {
        while (true) {
            if (open) {
                break;
            }
            wait(); // ok: goes round to the test
        }
        queue.clear();
    }

    synchronized void goesRoundByContinue() throws InterruptedException {
        while (running) {
            if (queue.isEmpty()) {
                wait(); // ok: goes round to the test
                continue;
            }
            System.out.println(queue.remove());
        }
    }

    synchronized void goesRoundByLabel() throws InterruptedException {
        outer:
        while (running) {
            for (String line : queue) {
                if (line.isEmpty()) {
                    wait(); // ok: goes round to the outer loop
                    continue outer;
                }
            }
            queue.clear();
        }
    }

    synchronized void countedDeadline(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!open) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left); // ok: tested again, with the rest of the time
        }
    }

    synchronized void catchInside() {
        boolean interrupted = false;
        while (!open) {
            try {
                wait(); // ok: the loop is around the try
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void blockInside() throws InterruptedException {
        boolean done = false;
        while (!done) {
            synchronized (this) {
                if (open) {
                    done = true;
                } else {
                    wait(); // ok: nothing follows but the test
                }
            }
        }
    }

    synchronized void testInVariable() throws InterruptedException {
        boolean empty = queue.isEmpty();
        while (empty) {
            wait(); // ok: the variable is computed anew
            empty = queue.isEmpty();
        }
        queue.remove();
    }

    synchronized void callsHelper() throws InterruptedException {
        while (queue.isEmpty()) {
            pause();
        }
        queue.remove();
    }

    synchronized void callsHelperToo() throws InterruptedException {
        while (!open) {
            pause();
        }
    }

    private void pause() throws InterruptedException {
        wait(); // ok: every caller calls it from a loop that tests
    }

    void retried() throws InterruptedException {
        lock.lock();
        try {
            repeatUntil(() -> open, () -> changed.await()); // ok: the helper loops over the lambda
            repeatUntil(() -> !queue.isEmpty(), changed::await); // ok: the helper loops over the reference
        } finally {
            lock.unlock();
        }
    }

    private static void repeatUntil(BooleanSupplier condition, Waiter waiter) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            waiter.await();
        }
    }

    interface Waiter {
        void await() throws InterruptedException;
    }

    synchronized void pause(long millis) throws InterruptedException {
        wait(millis); // ok: a timed pause that a notify may cut short
    }

    void pauseOnCondition() throws InterruptedException {
        lock.lock();
        try {
            changed.awaitNanos(1_000_000); // ok: a timed pause without a condition
        } finally {
            lock.unlock();
        }
    }

    synchronized boolean openWithin(long millis) throws InterruptedException {
        if (!open) {
            wait(millis); // ok: the condition is read again and returned
        }
        return open;
    }

    synchronized void workerThatTestsTheResult() throws InterruptedException {
        while (running) {
            if (queue.isEmpty()) {
                wait(); // ok: poll() gives null and the null is tested
            }
            String line = queue.poll();
            if (line != null) {
                System.out.println(line);
            }
        }
    }

    synchronized void pauseUntilDeadline() throws InterruptedException {
        long end = System.currentTimeMillis() + limit;
        long now = System.currentTimeMillis();
        while (now < end) {
            wait(end - now); // ok: the loop tests the clock, nothing else is waited for
            now = System.currentTimeMillis();
        }
        queue.clear();
    }

    synchronized void pauseIfLimited() throws InterruptedException {
        if (limit > 0) {
            wait(limit); // ok: a pause, the field is its length
        }
        queue.clear();
    }

    synchronized void testBeforeTheWait() throws InterruptedException {
        boolean got;
        do {
            got = takePermit();
            if (!got) {
                wait(); // ok: goes round, and asks again
            }
        } while (!got);
    }

    private boolean takePermit() {
        return queue.poll() != null;
    }

    synchronized boolean givesUpIfInterrupted() {
        while (true) {
            int size = queue.size();
            if (size < 10) {
                return queue.add("x");
            }
            boolean giveUp = true;
            try {
                wait(); // ok: giveUp is false after the wait
                giveUp = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (giveUp) {
                return false;
            }
        }
    }

    void eitherOfTwo(Source source) throws InterruptedException {
        synchronized (source) {
            while (source.ready() || open) {
                source.wait(); // ok: either operand is tested again
            }
        }
        queue.clear();
    }

    synchronized void pauseUnlessClosed() throws InterruptedException {
        if (!open) {
            return;
        }
        wait(50); // ok: a pause, in which more may come in
        queue.clear();
    }

    void otherBusinessFirst(Source source) throws InterruptedException {
        while (!source.ready()) {
            synchronized (source) {
                source.wait(100); // ok: goes round, checkOpen() only throws
                source.checkOpen();
            }
        }
        queue.clear();
    }

    interface Source {
        boolean ready();

        void checkOpen();
    }
}
