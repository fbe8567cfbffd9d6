package accessors;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One accessor locks, the other does not. */
class Accessors {
    private int size;
    private String name;
    private boolean open;
    private long total;
    private double rate;
    private int constant;
    private volatile int live;
    private int both;
    private int block;
    private int given;
    private int other;
    private static int shared;
    private final Lock lock = new ReentrantLock();

    synchronized void setSize(int size) {
        this.size = size;
    }

    int getSize() { // want "Accessors.getSize reads Accessors.size with no lock"
        return size;
    }

    /** The other way round. */
    void setName(String name) { // want "Accessors.setName writes Accessors.name with no lock"
        this.name = name;
    }

    synchronized String getName() {
        return name;
    }

    /** A block, and a getter that is named is. */
    void setOpen(boolean open) {
        synchronized (this) {
            this.open = open;
            notifyAll();
        }
    }

    boolean isOpen() { // want "isOpen reads"
        return open;
    }

    void setTotal(long total) {
        lock.lock();
        try {
            this.total = total;
        } finally {
            lock.unlock();
        }
    }

    long getTotal() { // want "holds lock"
        return this.total;
    }

    static synchronized void setShared(int n) {
        shared = n;
    }

    static int getShared() { // want "Accessors.shared"
        return shared;
    }

    /** The getter does a little more. */
    synchronized void setRate(double rate) {
        this.rate = rate;
    }

    String getRate() { // want "getRate reads"
        return rate + " %";
    }

    synchronized void setConstant(int c) {
        constant = c;
    }

    int getConstant() { // ok: gives a constant, not the field
        return 42;
    }

    synchronized void setLive(int live) {
        this.live = live;
    }

    int getLive() { // ok: volatile
        return live;
    }

    synchronized void setBoth(int both) {
        this.both = both;
    }

    int getBoth() { // ok: the whole body is synchronized
        synchronized (this) {
            return both;
        }
    }

    void setBlock(int block) { // ok: neither locks
        this.block = block;
    }

    int getBlock() {
        return block;
    }

    synchronized void setGiven(int given) {
        this.given = given;
    }

    int getGiven(int scale) { // ok: takes an argument, so it is no getter of the property
        return scale;
    }

    synchronized void setOther(int o) {
        other = o;
    }

    int getOther() { // ok: named alike, but it reads another field
        return block;
    }

    /** Only the constructor sets it. */
    static class Fixed {
        private int id;

        Fixed(int id) {
            setId(id);
        }

        private synchronized void setId(int id) {
            this.id = id;
        }

        int getId() { // ok: never changes after construction
            return id;
        }
    }

    /** Every caller of the getter holds the lock. */
    static class Held {
        private int n;

        synchronized void setN(int n) {
            this.n = n;
        }

        int getN() { // ok: all calls in sight hold the lock
            return n;
        }

        synchronized int twice() {
            return 2 * getN();
        }
    }

    /** In a generic superclass and a subclass. */
    static class Box<T> {
        protected T value;

        synchronized void setValue(T value) {
            this.value = value;
        }
    }

    static class Reader<T> extends Box<T> {
        T getValue() { // want "Reader.getValue"
            return value;
        }
    }

    /** Names that do not follow the custom. */
    static class Fluent {
        private int depth;

        synchronized Fluent depth(int depth) {
            this.depth = depth;
            return this;
        }

        int depth() { // miss "depth"
            return depth;
        }
    }
}
