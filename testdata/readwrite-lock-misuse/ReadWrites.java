package readwritelockmisuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Upgrades, writes under the read lock, the wrong view. */
class ReadWrites {
    private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    private final ReadWriteLock plain = new ReentrantReadWriteLock();
    private final Lock read = rw.readLock();
    private final Lock write = rw.writeLock();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> safe = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> sorted = new ConcurrentSkipListSet<>();
    private final List<String> list = new ArrayList<>();
    private final LongAdder hits = new LongAdder();
    private volatile long lastRead;
    private int size;
    private int lookups;

    void upgrade() {
        rw.readLock().lock();
        try {
            rw.writeLock().lock(); // want "waits for its own read lock"
            try {
                size++;
            } finally {
                rw.writeLock().unlock();
            }
        } finally {
            rw.readLock().unlock();
        }
    }

    void upgradeByFields() {
        read.lock();
        try {
            if (size == 0) {
                write.lock(); // want "takes the write lock"
                try {
                    size = 1;
                } finally {
                    write.unlock();
                }
            }
        } finally {
            read.unlock();
        }
    }

    void upgradeByLocals() {
        Lock r = plain.readLock();
        Lock w = plain.writeLock();
        r.lock();
        try {
            w.lock(); // want "'plain'"
            w.unlock();
        } finally {
            r.unlock();
        }
    }

    void upgradeTried() {
        rw.readLock().lock();
        try {
            if (rw.writeLock().tryLock()) { // want "can never succeed"
                rw.writeLock().unlock();
            }
        } finally {
            rw.readLock().unlock();
        }
    }

    void upgradeByCall() {
        rw.readLock().lock();
        try {
            if (names.isEmpty()) {
                fill(); // want "calls fill()"
            }
        } finally {
            rw.readLock().unlock();
        }
    }

    private void fill() {
        rw.writeLock().lock();
        try {
            names.put("a", "b");
            list.add("a");
            size = names.size();
            lookups = 0;
            safe.clear();
            sorted.clear();
        } finally {
            rw.writeLock().unlock();
        }
    }

    void upgradeByTwoCalls() {
        read.lock();
        try {
            refresh(); // want "calls refresh()"
        } finally {
            read.unlock();
        }
    }

    private void refresh() {
        fill();
    }

    String writeUnderRead(String key) {
        rw.readLock().lock();
        try {
            lookups++; // want "lookups under the read lock"
            return names.get(key);
        } finally {
            rw.readLock().unlock();
        }
    }

    void assignUnderRead() {
        read.lock();
        try {
            size = list.size(); // want "size under the read lock"
        } finally {
            read.unlock();
        }
    }

    String changeUnderRead(String key) {
        rw.readLock().lock();
        try {
            return names.computeIfAbsent(key, k -> k + k); // want "changes, by computeIfAbsent(..)"
        } finally {
            rw.readLock().unlock();
        }
    }

    void otherView() {
        rw.readLock().lock();
        try {
            list.size();
        } finally {
            rw.writeLock().unlock(); // want "but holds its read lock"
        }
    }

    void downgrade() {
        rw.writeLock().lock();
        try {
            size++;
            rw.readLock().lock(); // ok: a downgrade
        } finally {
            rw.writeLock().unlock();
        }
        try {
            list.size();
        } finally {
            rw.readLock().unlock();
        }
    }

    String revalidated(String key) {
        rw.readLock().lock();
        try {
            String known = names.get(key);
            if (known != null) {
                return known;
            }
        } finally {
            rw.readLock().unlock();
        }
        rw.writeLock().lock(); // ok: the read lock was given back
        try {
            return names.computeIfAbsent(key, k -> k);
        } finally {
            rw.writeLock().unlock();
        }
    }

    String givenBackFirst(String key) {
        rw.readLock().lock();
        if (!names.containsKey(key)) {
            rw.readLock().unlock();
            rw.writeLock().lock(); // ok: given back on this way
            try {
                names.put(key, key);
                rw.readLock().lock(); // ok: a downgrade
            } finally {
                rw.writeLock().unlock();
            }
        }
        try {
            return names.get(key);
        } finally {
            rw.readLock().unlock();
        }
    }

    int statistics() {
        rw.readLock().lock();
        try {
            hits.increment(); // ok: an adder
            lastRead = System.nanoTime(); // ok: volatile
            safe.put("last", "read"); // ok: a concurrent map
            sorted.add("read"); // ok: a concurrent set
            return list.size();
        } finally {
            rw.readLock().unlock();
        }
    }

    synchronized void alsoExclusive() {
        read.lock();
        try {
            size = 3; // ok: under another exclusive lock as well
        } finally {
            read.unlock();
        }
    }

    void asks() {
        rw.readLock().lock();
        try {
            addIfOwner(); // ok: it asks first
        } finally {
            rw.readLock().unlock();
        }
    }

    private void addIfOwner() {
        if (rw.isWriteLockedByCurrentThread()) {
            rw.writeLock().lock();
            rw.writeLock().unlock();
        }
    }

    void throughOther(ReadWrites other) {
        rw.readLock().lock();
        try {
            other.fill(); // ok: another object's lock
        } finally {
            rw.readLock().unlock();
        }
    }

    void byFunction() {
        rw.readLock().lock();
        try {
            run(() -> size = 5); // miss "size" the runner is an interface
        } finally {
            rw.readLock().unlock();
        }
    }

    private Runner runner;

    private void run(Runnable r) {
        runner.run(r);
    }

    interface Runner {
        void run(Runnable r);
    }
}
