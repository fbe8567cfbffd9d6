package exposed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Monitors that other code can take or exchange. */
public class Exposed {
    public final Object forAll = new Object();
    protected final Object forSubclasses = new Object();
    final Object forPackage = new Object();
    public static final Object GLOBAL = new Object();
    private final Object returned = new Object();
    private final Object returnedInLambda = new Object();
    private Object settable = new Object();
    private Object replaced = new Object();
    private final Object hidden = new Object();
    private final List<String> list = new ArrayList<>();

    public Object getReturned() {
        return returned;
    }

    public void setSettable(Object lock) {
        settable = lock;
    }

    public void reset() {
        replaced = new Object();
    }

    void publicLock() {
        synchronized (forAll) { // want "is public"
            list.clear();
        }
    }

    void publicLockAgain() {
        synchronized (forAll) { // ok: told once for each lock and class
            list.clear();
        }
    }

    void protectedLock() {
        synchronized (this.forSubclasses) { // want "is protected"
            list.clear();
        }
    }

    void packageLock() {
        synchronized (forPackage) { // want "visible in the whole package"
            list.clear();
        }
    }

    static void staticLock() {
        synchronized (GLOBAL) { // want "Exposed.GLOBAL is public"
            System.out.println();
        }
    }

    void returnedLock() {
        Object alias = returned;
        synchronized (alias) { // want "is returned by Exposed.getReturned"
            list.clear();
        }
    }

    void settableLock(List<Runnable> todo) {
        todo.add(() -> {
            synchronized (settable) { // want "is set by Exposed.setSettable"
                list.clear();
            }
        });
    }

    void replacedLock() {
        synchronized (replaced) { // want "is replaced by Exposed.reset"
            list.clear();
        }
    }

    void privateLock() {
        synchronized (hidden) { // ok: it never leaves
            list.clear();
        }
    }

    java.util.function.Supplier<Object> supplier() {
        return () -> returnedInLambda;
    }

    void throughLambda() {
        synchronized (returnedInLambda) { // miss "is returned by"
            list.clear();
        }
    }

    public static synchronized void onTheClass() { // want "class object Exposed.class"
        System.out.println();
    }
}

class Inheriting extends Exposed {
    void use() {
        synchronized (forSubclasses) { // want "is protected"
            System.out.println();
        }
    }
}

/** Anyone gets the one object, and with it its monitor. */
class Handed {
    private static final Handed ONE = new Handed();

    static Handed get() {
        return ONE;
    }

    synchronized void use() { // want "is handed out by Handed.get"
        System.out.println();
    }
}

class InMap {
    static Map<String, List<InMap>> all() {
        return Map.of();
    }

    void use() {
        synchronized (this) { // want "is handed out by InMap.all"
            System.out.println();
        }
    }
}
