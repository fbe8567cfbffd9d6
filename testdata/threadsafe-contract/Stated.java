package safe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.annotation.concurrent.GuardedBy;
import javax.annotation.concurrent.NotThreadSafe;
import javax.annotation.concurrent.ThreadSafe;

/** An annotation that states an intent: what a caller certainly does without a lock is reported. */
@ThreadSafe
public class Stated {
    private long hits; // want "Stated.hit writes Stated.hits without a lock"

    public void hit() {
        hits++;
    }

    public long hits() {
        return hits;
    }
}

@ThreadSafe
class Collects {
    private final Map<String, String> entries = new HashMap<>(); // want "Collects.put changes Collects.entries without a lock"

    public void put(String k) {
        entries.put(k, k);
    }
}

@ThreadSafe
class Elements {
    private final int[] counts = new int[8]; // want "Elements.add changes Elements.counts"

    public void add(int i) {
        counts[i]++;
    }
}

@ThreadSafe
class Helper {
    private String last; // want "Helper.store writes Helper.last without a lock, and the field is not volatile; so does one more field"
    private String before;

    public void see(String s) {
        store(s);
    }

    private void store(String s) {
        before = last;
        last = s;
    }

    public String last() {
        return last + before;
    }
}

@ThreadSafe
class Open {
    public int level; // want "is public and neither final nor volatile"
}

@ThreadSafe
class Lambda {
    private List<String> all = List.of(); // want "Lambda.addAll writes Lambda.all"

    public void addAll(List<String> more) {
        more.forEach(m -> all = List.of(m));
    }

    public List<String> all() {
        return all;
    }
}

@ThreadSafe
class Fine {
    private final Lock lock = new ReentrantLock();
    private final Map<String, String> safe = new ConcurrentHashMap<>(); // ok: safe to share
    private final List<String> wrapped = Collections.synchronizedList(new ArrayList<>()); // ok: its methods lock it
    private final Map<String, String> guardedMap = new HashMap<>(); // ok: changed under a lock
    private volatile boolean closed; // ok: every thread sees it
    private int synchronizedCount; // ok: every use holds the object's lock
    private int lockedCount; // ok: the same with a Lock
    private int behindHelper; // ok: every caller of the helper holds the lock
    @GuardedBy("lock") private int declared; // ok: the guard is named, and another rule checks it
    private int hash; // ok: a cache that no caller can tell
    private int made; // ok: a step of the constructor writes it
    private int scratch; // ok: one method alone uses it

    Fine() {
        make();
    }

    private void make() {
        made = 1;
    }

    public void put(String k) {
        safe.put(k, k);
        wrapped.add(k);
        synchronized (this) {
            guardedMap.put(k, k);
        }
        closed = true;
        declared = made;
    }

    public synchronized void count() {
        synchronizedCount++;
        help();
    }

    public synchronized int counted() {
        help();
        return synchronizedCount + behindHelper;
    }

    private void help() {
        behindHelper++;
    }

    public void lockedCount() {
        lock.lock();
        try {
            lockedCount++;
        } finally {
            lock.unlock();
        }
    }

    public int locked() {
        lock.lock();
        try {
            return lockedCount;
        } finally {
            lock.unlock();
        }
    }

    public void work() {
        scratch = 0;
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) hash = h = safe.size();
        return h;
    }

    public boolean closed() {
        return closed;
    }
}

/** Set up before it is shared, by a superclass that calls the hook. */
@ThreadSafe
abstract class Base {
    Base() {
        init();
    }

    protected abstract void init();
}

@ThreadSafe
class Hooked extends Base {
    private int size; // ok: the constructor of the superclass calls the hook

    @Override
    protected void init() {
        size = 3;
    }

    public int size() {
        return size;
    }
}

/** All in line on one thread. */
@ThreadSafe
class InLine {
    private final java.util.concurrent.ExecutorService lane = java.util.concurrent.Executors.newSingleThreadExecutor();
    private int state; // ok: only tasks of one thread write it

    public void set(int s) {
        lane.execute(() -> state = s);
    }

    public void show() {
        lane.execute(() -> System.out.println(state));
    }

    void close() {
        lane.shutdown();
    }
}

@NotThreadSafe
class Unsafe {
    private int level; // ok: it promises nothing

    public void set(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }
}

/** The interface promises it, and its annotation does not bind subtypes. */
@ThreadSafe
interface Store {
    void put(String s);
}

class Impl implements Store {
    private String last; // miss "Impl.last"

    @Override
    public void put(String s) {
        last = s;
    }

    public String last() {
        return last;
    }
}
