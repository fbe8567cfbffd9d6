package volatilemutablereference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Volatile references to what is changed in place. */
class InPlace {
    private volatile int[] counts = new int[10];
    private volatile boolean[] flags = new boolean[4];
    private volatile String[] names;
    private volatile List<String> list = new ArrayList<>();
    private volatile Map<String, String> map;
    private volatile StringBuilder text = new StringBuilder();

    void count(int i) {
        counts[i]++; // want "InPlace.counts"
    }

    int counted(int i) {
        return counts[i];
    }

    void stop(int i) {
        boolean[] f = flags;
        f[i] = true; // want "InPlace.flags"
    }

    boolean stopped(int i) {
        return flags[i];
    }

    void name(int i, String s) {
        this.names[i] = s; // want "InPlace.names"
    }

    String name(int i) {
        return names[i];
    }

    void resize() {
        names = new String[3];
    }

    void add(String s) {
        list.add(s); // want "InPlace.list"
    }

    int size() {
        return list.size();
    }

    void open() {
        map = new HashMap<>();
    }

    void put(String k, String v) {
        map.put(k, v); // want "InPlace.map"
    }

    String get(String k) {
        return map.get(k);
    }

    void append(String s) {
        text.append(s); // want "InPlace.text"
    }

    String text() {
        return text.toString();
    }
}

/** Never changed in place, or safe in another way. */
class Replaced {
    private volatile int[] snapshot = new int[0];
    private volatile List<String> list = new ArrayList<>();
    private volatile List<String> cow = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> concurrent = new ConcurrentHashMap<>();
    private volatile List<String> given;
    private volatile int[] locked = new int[3];
    private volatile List<String> lockedList = new ArrayList<>();
    private volatile int[] republished = new int[3];
    private volatile Point point = new Point(1, 2);
    private volatile Supplier<String> supplier = () -> "x";
    private volatile int[] filled;

    Replaced(List<String> given) {
        this.given = given;
        filled = new int[2];
        filled[0] = 1; // ok: the constructor
    }

    int filled() {
        return filled[0];
    }

    synchronized void grow(int n) {
        int[] copy = new int[snapshot.length + 1];
        copy[snapshot.length] = n; // ok: a copy, not yet assigned
        snapshot = copy;
    }

    int at(int i) {
        return snapshot[i];
    }

    synchronized void add(String s) {
        List<String> copy = new ArrayList<>(list);
        copy.add(s); // ok: a copy, not yet assigned
        list = copy;
    }

    int size() {
        return list.size();
    }

    void safe(String s) {
        cow.add(s); // ok: safe by itself
        concurrent.put(s, s); // ok: safe by itself
        given.add(s); // ok: nobody knows what it is
    }

    int safeSize() {
        return cow.size() + concurrent.size() + given.size();
    }

    synchronized void set(int i) {
        locked[i] = 1; // ok: one lock guards every access
        lockedList.add("x"); // ok: one lock guards every access
    }

    synchronized int get(int i) {
        return locked[i] + lockedList.size();
    }

    void publish(int i) {
        republished[i] = 1; // ok: assigned again, which makes it visible
        republished = republished;
    }

    int published(int i) {
        return republished[i];
    }

    void move() {
        point = new Point(3, 4); // ok: replaced
    }

    int x() {
        return point.x() + supplier.get().length();
    }

    record Point(int x, int y) {}
}

class Config {
    private volatile Settings settings = new Settings();

    void change() {
        settings.level = 3; // miss "settings" objects of the project are not looked into
    }

    int level() {
        return settings.level;
    }

    static class Settings {
        int level;
    }
}

/** A segment that is its own lock: the helper is called with it held. */
class OwnLockSegment extends java.util.concurrent.locks.StampedLock {
    private volatile long[] table = new long[16];

    void remove(int i) {
        long stamp = writeLock();
        try {
            clean(i);
        } finally {
            unlockWrite(stamp);
        }
    }

    long get(int i) {
        long stamp = tryOptimisticRead();
        long v = table[i];
        return validate(stamp) ? v : 0;
    }

    void clean(int i) {
        table[i] = 0; // ok: the object is the lock, and its methods are called with it held
    }
}
