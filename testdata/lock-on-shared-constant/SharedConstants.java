package lockonsharedconstant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Locks that other code may hold too. */
class Literals {
    private final String name = "lock";
    private final Object typedAsObject = "lock";
    private static final String PREFIX = "app.";
    private static final String KEY = PREFIX + "key";
    private final String fromConstructor;
    private String state = "";

    Literals() {
        fromConstructor = "cache";
    }

    void field() {
        synchronized (name) { // want "Literals.name is the literal "lock""
            System.out.println(name);
        }
    }

    void again() {
        synchronized (name) { // ok: the field has its finding above, this place is told there
            System.out.println(name);
        }
    }

    void object() {
        synchronized (typedAsObject) { // want "Literals.typedAsObject"
            System.out.println(name);
        }
    }

    void constant() {
        synchronized (KEY) { // want "a constant string"
            System.out.println(name);
        }
    }

    void constructor() {
        synchronized (this.fromConstructor) { // want "fromConstructor"
            System.out.println(name);
        }
    }

    void direct() {
        synchronized ("global") { // want "The lock is the literal "global""
            System.out.println(name);
        }
    }

    void through() {
        final String local = "global";
        Object lock = local;
        synchronized (lock) { // want "lock is the literal "global""
            System.out.println(name);
        }
    }

    void changed(String next) {
        synchronized (state) { // want "Literals.state is the literal """
            state = next;
        }
    }

    void choice(boolean first) {
        synchronized (first ? "one" : "two") { // want "literal "one""
            System.out.println(name);
        }
    }

    void switched(int n) {
        Object lock = switch (n) {
            case 0 -> "zero";
            default -> "more";
        };
        synchronized (lock) { // want "literal "zero""
            System.out.println(name);
        }
    }

    void lambda() {
        Runnable r = () -> {
            synchronized ("global") { // want "global"
                System.out.println(name);
            }
        };
        r.run();
    }

    void anonymous() {
        String mine = "mine";
        new Thread() {
            @Override
            public void run() {
                synchronized (mine) { // want "literal "mine""
                    System.out.println(name);
                }
            }
        }.start();
    }

    private Object lock() {
        return "shared";
    }

    void helper() {
        synchronized (lock()) { // want "literal "shared""
            System.out.println(name);
        }
    }

    void parameter() {
        guarded("shared");
    }

    private void guarded(Object lock) {
        synchronized (lock) { // want "lock is the literal "shared""
            System.out.println(name);
        }
    }

    void visible(Object lock) {
        synchronized (lock) { // miss "literal" a method that others may call as well
            System.out.println(name);
        }
    }

    void caller() {
        visible("shared");
    }
}

class Given {
    private final Object lock;
    private final String name;

    Given(Object lock, String name) {
        this.lock = lock;
        this.name = name;
    }

    Given() {
        this("given", "name");
    }

    static Given other() {
        return new Given(new Object(), new String("other"));
    }

    void use() {
        synchronized (lock) { // want "Given.lock is the literal "given""
            System.out.println(name);
        }
    }
}

class Interned {
    private final String field = new String("LOCK").intern();

    void field() {
        synchronized (field) { // want "intern()"
            System.out.println();
        }
    }

    void ofValue(String id) {
        synchronized (id.intern()) { // want "intern()"
            System.out.println(id);
        }
    }

    void keyed(String id) {
        synchronized (("order-" + id).intern()) { // ok: one lock for each key, with a name of its own, on purpose
            System.out.println(id);
        }
    }

    void keyedLocal(String id) {
        String key = Interned.class.getName() + ":" + id;
        synchronized (key.intern()) { // ok: the same
            System.out.println(id);
        }
    }
}

class Boxes {
    private Integer count = 0;
    private final Boolean flag = Boolean.FALSE;
    private final Long id = Long.valueOf(7);
    private final Object boxed = 42;
    private static Boolean ready = false;

    void count() {
        synchronized (count) { // want "Boxes.count is an Integer"
            count++;
        }
    }

    void flag() {
        synchronized (flag) { // want "Boxes.flag is a Boolean"
            System.out.println();
        }
    }

    void id() {
        synchronized (id) { // want "Boxes.id is a Long"
            System.out.println();
        }
    }

    void boxed() {
        synchronized (boxed) { // want "Boxes.boxed is an Integer"
            System.out.println();
        }
    }

    void waits() throws InterruptedException {
        ready.wait(); // want "Boxes.ready is a Boolean"
    }

    void keys(Map<Integer, String> map) {
        for (Integer key : map.keySet()) {
            synchronized (key) { // want "key is an Integer"
                map.remove(key);
            }
        }
    }

    void inferred(List<Long> ids) {
        var first = ids.get(0);
        synchronized (first) { // want "first is a Long"
            System.out.println(first);
        }
    }

    void generic(Supplier<Character> s) {
        synchronized (s.get()) { // want "is a Character"
            System.out.println();
        }
    }

    <T extends Number> void bound(T value) {
        synchronized (value) { // miss "Integer" the bound alone does not say that it is a box
            System.out.println();
        }
    }

    record Key(Integer value) {
        void use() {
            synchronized (value) { // want "Key.value is an Integer"
                System.out.println();
            }
        }
    }
}

class PlatformConstants {
    private List<String> names = Collections.emptyList();

    void add(String n) {
        synchronized (names) { // want "emptyList()"
            names = List.of(n);
        }
    }
}
