package lockonlocal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Locks that each call makes for itself. */
class Locals {
    private int count;

    void temporary() {
        synchronized (new Object()) { // want "made anew"
            count++;
        }
    }

    void local() {
        Object lock = new Object();
        synchronized (lock) { // want "lock, an object that this call of Locals.local has made"
            count++;
        }
    }

    void alias() {
        final Object made = new Object();
        Object lock = made;
        synchronized (lock) { // want "lock"
            count++;
        }
    }

    List<String> collected() {
        List<String> out = new ArrayList<>();
        synchronized (out) { // want "out"
            out.add("a");
        }
        return out;
    }

    void branches(boolean sorted) {
        Map<String, String> map;
        if (sorted) {
            map = new java.util.TreeMap<>();
        } else {
            map = new HashMap<>();
        }
        synchronized (map) { // want "map"
            map.put("a", "b");
        }
    }

    void array() {
        int[] cell = new int[1];
        synchronized (cell) { // want "cell"
            cell[0]++;
        }
    }

    void sum(String id) {
        synchronized ("user-" + id) { // want "made anew"
            count++;
        }
    }

    void string(String id) {
        String key = new String(id);
        synchronized (key) { // want "key"
            count++;
        }
    }

    private Object lock() {
        return new Object();
    }

    void helper() {
        synchronized (lock()) { // want "made anew"
            count++;
        }
    }

    void inLambda() {
        Runnable r = () -> {
            Object own = new Object();
            synchronized (own) { // want "own"
                count++;
            }
        };
        new Thread(r).start();
    }

    void choice(boolean b) {
        synchronized (b ? new Object() : new StringBuilder()) { // want "made anew"
            count++;
        }
    }

    static class Account {
        int balance;
    }

    void ownClass() {
        Account a = new Account();
        synchronized (a) { // want "a, an object"
            a.balance++;
        }
    }

    static class Named extends Account {
        private final String name;
        private final List<String> notes = new ArrayList<>();

        Named(String name) {
            this.name = name;
        }

        void log() {
            notes.add(name);
        }
    }

    void ownSubclass() {
        Named n = new Named("n");
        synchronized (n) { // want "n, an object"
            n.balance++;
        }
    }

    void called() {
        Named n = new Named("n");
        n.log();
        synchronized (n) { // miss "n" a method of the program may make its object known
            n.balance++;
        }
    }

    void printed() {
        StringBuffer b = new StringBuffer();
        System.out.println(b);
        synchronized (b) { // miss "b" an argument of any call may be kept
            b.append(1);
        }
    }
}

class Reachable {
    private final Object lock = new Object();
    private final Map<String, Object> locks = new HashMap<>();
    private List<String> kept;
    private int count;

    void field() {
        Object l = lock;
        synchronized (l) { // ok: a local name of a field
            count++;
        }
    }

    private Object getLock() {
        return lock;
    }

    void getter() {
        synchronized (getLock()) { // ok: the lock of the object
            count++;
        }
    }

    void striped(String key) {
        Object l = locks.get(key);
        synchronized (l) { // ok: the value of a map
            count++;
        }
    }

    void putFirst(String key) {
        Object l = new Object();
        locks.put(key, l);
        synchronized (l) { // ok: others find it in the map
            count++;
        }
    }

    void parameter(Object l) {
        synchronized (l) { // ok: the caller may share it
            count++;
        }
    }

    void changedParameter(List<String> l) {
        if (l == null) {
            l = new ArrayList<>();
        }
        synchronized (l) { // ok: the caller may share it
            l.add("a");
        }
    }

    void lambda(ExecutorService pool) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pool.execute(() -> {
                synchronized (out) { // ok: the tasks share the captured local
                    out.add("a");
                }
            });
        }
        synchronized (out) { // ok: shared with the tasks
            out.clear();
        }
    }

    void lockedInLambda() {
        final Object gate = new Object();
        Runnable r = () -> {
            synchronized (gate) { // ok: both threads lock the captured local
                count++;
            }
        };
        new Thread(r).start();
        synchronized (gate) { // ok: the same
            count++;
        }
    }

    void given(ExecutorService pool) {
        List<String> out = new ArrayList<>();
        pool.submit(() -> out);
        synchronized (out) { // ok: the task gives it to whoever asks for its result
            out.add("a");
        }
    }

    void anonymous(ExecutorService pool) {
        final Object done = new Object();
        pool.execute(new Runnable() {
            @Override
            public void run() {
                synchronized (done) { // ok: captured
                    done.notifyAll();
                }
            }
        });
        synchronized (done) { // ok: shared with the task
            count++;
        }
    }

    void reference(ExecutorService pool) {
        List<String> out = new ArrayList<>();
        pool.execute(out::clear);
        synchronized (out) { // ok: the task uses it by a method reference
            out.add("a");
        }
    }

    void wrapped() {
        List<String> all = Collections.synchronizedList(new ArrayList<>());
        synchronized (all) { // ok: going over a synchronized collection as its page asks for
            all.forEach(System.out::println);
        }
    }

    void stored() {
        List<String> l = new ArrayList<>();
        kept = l;
        synchronized (l) { // ok: kept in a field
            l.add("a");
        }
    }

    void pause() throws InterruptedException {
        Object l = new Object();
        synchronized (l) { // ok: a pause
            l.wait(100);
        }
    }

    void worker() {
        Thread t = new Thread();
        t.start();
        synchronized (t) { // ok: the thread itself
            count++;
        }
    }

    void threadClass(Task task) {
        Task mine = new Task();
        synchronized (mine) { // ok: its constructor may make it known
            count++;
        }
    }

    void listening() {
        Listener l = new Listener();
        synchronized (l) { // ok: its constructor hands out a lambda that knows it
            count++;
        }
    }

    static class Listener {
        int seen;

        Listener() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> seen++));
        }
    }

    void started() {
        Worker w = new Worker();
        synchronized (w) { // ok: its superclass may do anything
            count++;
        }
    }

    static class Worker extends Thread {
    }

    static class Task {
        static final List<Task> ALL = new ArrayList<>();

        Task() {
            ALL.add(this);
        }
    }
}
