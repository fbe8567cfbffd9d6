package waitnotinloop;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Condition.await in all its variants. */
class ConditionWaits {
    private final Lock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private int count;

    void plain() throws InterruptedException {
        lock.lock();
        try {
            if (count == 0) {
                notEmpty.await(); // want "notEmpty"
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void uninterruptibly() {
        lock.lock();
        try {
            if (count == 0) {
                notEmpty.awaitUninterruptibly(); // want "notEmpty"
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void timed() throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            if (count == 0 && !notEmpty.await(1, TimeUnit.SECONDS)) { // want "notEmpty" true may be a spurious wake-up
                throw new TimeoutException();
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void nanos() throws InterruptedException {
        lock.lock();
        try {
            if (count == 0 && notEmpty.awaitNanos(1_000_000) <= 0) { // want "notEmpty"
                return;
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void until(Date deadline) throws InterruptedException {
        lock.lock();
        try {
            if (count == 0) {
                notEmpty.awaitUntil(deadline); // want "notEmpty"
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void alias() throws InterruptedException {
        Condition condition = notEmpty;
        lock.lock();
        try {
            if (count == 0) {
                condition.await(); // want "await"
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void parameter(Condition ready) throws InterruptedException {
        lock.lock();
        try {
            if (count == 0) {
                ready.await(); // want "ready"
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void rightWhile() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) {
                notEmpty.await(); // ok: tested again
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    boolean rightNanos(long nanos) throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = notEmpty.awaitNanos(nanos); // ok: tested again, with the rest of the time
            }
            count--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean rightTimed() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) {
                if (!notEmpty.await(1, TimeUnit.SECONDS)) { // ok: a wake-up goes round, a timeout gives up
                    return false;
                }
            }
            count--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void lockInLoop(Iterable<String> items) throws InterruptedException {
        for (String item : items) {
            lock.lock();
            try {
                while (count == 0) {
                    notEmpty.await(); // ok: the inner loop tests
                }
                count -= item.length();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A condition that forwards to another: the loop is its user's. */
    static final class Forwarding implements Condition {
        private final Condition inner;

        Forwarding(Condition inner) {
            this.inner = inner;
        }

        @Override
        public void await() throws InterruptedException {
            inner.await(); // ok: this is an await itself
        }

        @Override
        public void awaitUninterruptibly() {
            inner.awaitUninterruptibly(); // ok: this is an await itself
        }

        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            return inner.awaitNanos(nanos); // ok: this is an await itself
        }

        @Override
        public boolean await(long time, TimeUnit unit) throws InterruptedException {
            return inner.await(time, unit); // ok: this is an await itself
        }

        @Override
        public boolean awaitUntil(Date deadline) throws InterruptedException {
            return inner.awaitUntil(deadline); // ok: this is an await itself
        }

        @Override
        public void signal() {
            inner.signal();
        }

        @Override
        public void signalAll() {
            inner.signalAll();
        }
    }
}

/** Changing the counter and testing what came of it is no test of what the wait was for. */
class CountedWaits {
    private final Lock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean taken = new AtomicBoolean();

    void take() throws InterruptedException {
        lock.lock();
        try {
            if (count.get() == 0) {
                notEmpty.await(); // want "count"
            }
            int before = count.getAndDecrement();
            if (before > 1) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void claim() throws InterruptedException {
        lock.lock();
        try {
            if (taken.get()) {
                notEmpty.await(); // ok: compareAndSet tests before it sets
            }
            if (!taken.compareAndSet(false, true)) {
                throw new IllegalStateException("somebody was faster");
            }
        } finally {
            lock.unlock();
        }
    }

    boolean reserve(int most) throws InterruptedException {
        lock.lock();
        try {
            boolean done = false;
            while (!done) {
                if (count.incrementAndGet() > most) {
                    count.decrementAndGet();
                    notEmpty.await(); // ok: counting up again is the test
                } else {
                    done = true;
                }
            }
            return done;
        } finally {
            lock.unlock();
        }
    }
}
