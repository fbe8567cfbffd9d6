package guarded;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/** Where the use stands: constructors, lambdas, inner classes, other objects. */
class Places {
    private final ExecutorService pool;
    private final ReentrantLock lock = new ReentrantLock();
    @GuardedBy("this") private int count = 1;
    @GuardedBy("this") private final Map<String, Integer> map = new HashMap<>();
    @GuardedBy("this") private volatile boolean seen;
    @GuardedBy("lock") private int total;
    @GuardedBy("this") private final int[] slots = new int[4];
    private Runnable later;

    {
        count = 2; // ok: an initialiser
    }

    Places(ExecutorService pool) {
        this.pool = pool;
        count = 3; // ok: nobody knows the object yet
        fill();
    }

    private void fill() {
        map.put("a", 1); // ok: the constructor alone calls it
    }

    Places copy() {
        Places p = new Places(pool);
        p.count = 5; // ok: fresh
        return p;
    }

    synchronized void lambdas(List<String> keys, Optional<String> one) {
        keys.forEach(k -> map.put(k, count)); // ok: runs at once
        one.ifPresent(k -> map.remove(k)); // ok: runs at once
        keys.stream().filter(k -> map.containsKey(k)).forEach(k -> count++); // ok: runs at once
        pool.execute(() -> count++); // want "Places.count is updated without this"
        pool.submit(this::touch); // want "Places.touch is called without this"
        keys.forEach(this::touched); // ok: runs at once
        later = () -> map.clear(); // want "Places.map is read without"
        Unseen.call(() -> count++); // ok: nobody knows who runs it, and with what held
    }

    @GuardedBy("this")
    void touch() {
        count++; // ok: the callers hold it
    }

    @GuardedBy("this")
    void touched(String key) {
        map.put(key, 1); // ok: the callers hold it
    }

    void calls(Places other) {
        touch(); // want "Places.touch is called without this"
        synchronized (this) {
            touch(); // ok: held
            other.touch(); // want "the lock of another object"
        }
        synchronized (other) {
            other.touch(); // ok: held
            other.count++; // ok: held
        }
    }

    boolean same(Places other) {
        synchronized (this) {
            return other.count == count; // want "the lock of another object"
        }
    }

    synchronized void inner() {
        new Thread() {
            @Override
            public void run() {
                count++; // want "Places.count is updated without"
            }
        }.start();
        new Object() {
            void now() {
                synchronized (Places.this) {
                    count++; // ok: the enclosing object
                }
            }
        }.now();
    }

    boolean volatileRead() {
        return seen; // ok: a volatile read needs no lock
    }

    void volatileWrite() {
        seen = true; // want "Places.seen is written without"
    }

    void element() {
        slots[0]++; // want "Places.slots is"
    }

    int guardObject() {
        try (Guard g = new Guard(lock)) {
            return total; // ok: the resource holds the lock
        }
    }

    void take() {
        lock.lock();
    }

    void give() {
        lock.unlock();
    }

    void throughHelpers() {
        take();
        try {
            total++; // ok: the helper took it
        } finally {
            give();
        }
        total++; // want "Places.total is updated without lock"
    }

    void alias() {
        final ReentrantLock l = this.lock;
        l.lock();
        try {
            total++; // ok: the same lock
        } finally {
            l.unlock();
        }
        Object me = this;
        synchronized (me) {
            count++; // ok: the same object
        }
    }

    @SuppressWarnings("GuardedBy")
    int onPurpose() {
        return count; // ok: the author says so
    }

    int onPurposeHere() {
        @SuppressWarnings("GuardedBy") // a stale value is good enough
        int stale = count; // ok: the author says so
        return stale;
    }

    int countUnsynchronized() {
        return count; // ok: the name says so
    }

    @Override
    public String toString() {
        return "count " + count; // ok: shown to a person
    }

    private void withLock(Runnable r) {
        lock.lock();
        try {
            r.run();
        } finally {
            lock.unlock();
        }
    }

    private void withLockLater(Runnable r) {
        pool.execute(() -> {
            lock.lock();
            try {
                r.run();
            } finally {
                lock.unlock();
            }
        });
    }

    void helpers() {
        withLock(() -> total++); // ok: the helper holds the lock around it
        withLockLater(() -> total++); // ok: the helper takes the lock in the task
    }

    @Override
    protected void finalize() {
        map.clear(); // ok: nobody else knows the object any more
    }

    void leaked() {
        List<String> names;
        synchronized (this) {
            names = new ArrayList<>(map.keySet());
        }
        names.clear(); // ok: a copy
    }

    void leak() {
        Map<String, Integer> m;
        synchronized (this) {
            m = map;
        }
        m.clear(); // miss "Places.map"
    }

    class Row {
        @GuardedBy("Places.this") private int width;
        @GuardedBy("lock") private int height;

        void bare() {
            width++; // want "Row.width is updated without Places.this"
            height++; // want "Row.height is updated without Places.this.lock"
        }

        void held() {
            synchronized (Places.this) {
                width++; // ok: the enclosing object
            }
            lock.lock();
            try {
                height++; // ok: the enclosing object's lock
            } finally {
                lock.unlock();
            }
        }

        synchronized void wrongObject() {
            width++; // want "Row.width is updated without Places.this"
        }
    }
}

class Guard implements AutoCloseable {
    private final ReentrantLock lock;

    Guard(ReentrantLock lock) {
        this.lock = lock;
        lock.lock();
    }

    @Override
    public void close() {
        lock.unlock();
    }
}
