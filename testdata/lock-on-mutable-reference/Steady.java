package lockonmutablereference;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Locks that stay, or whose exchange is guarded. */
class Steady {
    private Object never = new Object();
    private Object injected = new Object();
    private List<String> guarded = new ArrayList<>();
    private Object ended = new Object();
    private Object once;
    private Object started = new Object();
    private Object private1 = new Object();
    @Autowired
    private Object bean;

    Steady(Object other) {
        private1 = other;
    }

    void never() {
        synchronized (never) { // ok: never assigned again
            System.out.println();
        }
    }

    void setInjected(Object lock) {
        this.injected = lock;
    }

    void injected() {
        synchronized (injected) { // ok: a setter configures the object
            System.out.println();
        }
    }

    void bean() {
        synchronized (bean) { // ok: set by injection
            System.out.println();
        }
    }

    void constructor() {
        synchronized (private1) { // ok: assigned in the constructor alone
            System.out.println();
        }
    }

    synchronized void add(String s) {
        synchronized (guarded) { // ok: it is exchanged under another lock, which is held here as well
            guarded.add(s);
        }
    }

    synchronized void clear() {
        guarded = new ArrayList<>();
    }

    void close() {
        synchronized (ended) { // ok: null ends it
            ended = null;
        }
    }

    void begin() {
        once = new Object();
    }

    void once() {
        synchronized (once) { // ok: it has no object from the start
            System.out.println();
        }
    }

    void doStart() {
        started = new Object();
    }

    void started() {
        synchronized (started) { // ok: prepared before threads use it
            System.out.println();
        }
    }
}

class Setup {
    private Object lock = new Object();

    @PostConstruct
    void ready() {
        lock = new Object();
    }

    void use() {
        synchronized (lock) { // ok: assigned before the object is shared
            System.out.println();
        }
    }
}

class Initialised {
    private Object lock;

    Initialised() {
        make();
    }

    private void make() {
        lock = new Object();
    }

    void use() {
        synchronized (lock) { // ok: only the constructor makes it
            System.out.println();
        }
    }
}

abstract class Inherited extends Writer {
    void use() {
        synchronized (lock) { // ok: the lock of the library's class
            System.out.println();
        }
    }
}

class Cloned implements Cloneable {
    private Object state = new Object();

    Cloned duplicate() throws CloneNotSupportedException {
        Cloned c = (Cloned) super.clone();
        c.state = new Object();
        return c;
    }

    void use() {
        synchronized (state) { // ok: a copy gets its own, which nobody knows yet
            System.out.println();
        }
    }
}

class Peer {
    Object target = new Object();
}

class PeerOne extends Peer {
    void use() {
        synchronized (target) { // ok: no object is a PeerOne and a PeerTwo
            System.out.println();
        }
    }
}

class PeerTwo extends Peer {
    void show() {
        target = new Object();
    }
}

class MayBeLocked {
    private final java.util.concurrent.locks.Lock mutex = new java.util.concurrent.locks.ReentrantLock();
    private List<String> all = new ArrayList<>();

    private void take(boolean really) {
        if (really) {
            mutex.lock();
        }
    }

    void refresh() {
        mutex.lock();
        try {
            all = new ArrayList<>();
        } finally {
            mutex.unlock();
        }
    }

    void use(boolean really) {
        take(really);
        synchronized (all) { // ok: a helper may have taken the lock that is held there
            all.clear();
        }
        mutex.unlock();
    }
}

class LazyUnderLock {
    private Object lock;
    private Thread worker;
    private Object gate;

    synchronized void use() {
        if (lock == null) {
            lock = new Object();
        }
        synchronized (lock) { // ok: the method's own lock keeps others out
            System.out.println();
        }
    }

    void run() {
        worker = new Thread(this::use);
        synchronized (worker) { // ok: the thread that is waited for
            worker.start();
        }
    }

    void handshake() throws InterruptedException {
        gate = new Object();
        synchronized (gate) { // ok: an object to wait on
            gate.wait();
        }
    }
}

class CopiedFirst {
    private volatile List<String> all = new ArrayList<>();

    void visit() {
        List<String> mine = all;
        synchronized (mine) { // ok: the copy keeps its object
            mine.forEach(System.out::println);
        }
    }

    void reset() {
        all = new ArrayList<>();
    }
}

class Builder {
    private Object lock = new Object();

    static Builder copy() {
        Builder b = new Builder();
        b.lock = new Object();
        return b;
    }

    void use() {
        synchronized (lock) { // ok: only a new object that nobody knows gets another lock
            System.out.println();
        }
    }
}
