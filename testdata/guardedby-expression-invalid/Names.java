package invalid;

import androidx.annotation.GuardedBy;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.elsewhere.Library;

class Names {
    static final Object GLOBAL = new Object();
    final Object mutex = new Object();
    final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    final int number = 1;
    final Library library = null;
    Object moving = new Object();
    private Object settled;

    Names() {
        settled = new Object();
    }

    void move() {
        moving = new Object();
    }

    Object lock() {
        return mutex;
    }

    int size() {
        return 1;
    }

    @GuardedBy("mutx") int misspelt; // want "there is no field or class mutx"
    @GuardedBy("Names") int type; // want "Names is a class, not a lock"
    @GuardedBy("Names.mutex") int instanceThroughType; // want "not static"
    @GuardedBy("the monitor of the table") int prose; // want "it is no expression"
    @GuardedBy("mutex.held") int noSuchField; // want "Object has no field held"
    @GuardedBy("rw.upgradeLock()") int noSuchMethod; // want "has no method upgradeLock()"
    @GuardedBy("lck()") int noMethod; // want "there is no method lck()"
    @GuardedBy("size()") int noObject; // want "gives no object"
    @GuardedBy("number") int primitive; // want "cannot be locked"
    @GuardedBy("itself") int itself; // want "cannot be locked"
    @GuardedBy("this") static int statically; // want "the member is static"
    @GuardedBy("mutex") static int staticByField; // want "the member is static"
    @GuardedBy("lock()") static int staticByMethod; // want "the member is static"
    @GuardedBy("moving") int byMoving; // want "can change: Names.moving"

    @GuardedBy("this") int a; // ok: the object
    @GuardedBy("mutex") int b; // ok: a field
    @GuardedBy("Names.class") static int c; // ok: the class
    @GuardedBy("GLOBAL") static int d; // ok: a static
    @GuardedBy("GLOBAL") int e; // ok: one lock for all objects is coarse, not wrong
    @GuardedBy("lock()") int f; // ok: a method
    @GuardedBy("rw.readLock()") int g; // ok: a side of a lock
    @GuardedBy("itself") int[] h; // ok: the array
    @GuardedBy("library.lock") int i; // ok: a library that is not scanned
    @GuardedBy("settled") int j; // ok: assigned by the constructor alone
    @GuardedBy("Elsewhere.LOCK") int k; // ok: may be a class of the package
    @GuardedBy("java.lang.Runtime.class") int l; // ok: a qualified name
    @GuardedBy("locks[0]") int m; // ok: not to be told
    @GuardedBy("lockOf(this)") int n; // ok: not to be told
    @GuardedBy({"mutex", "this"}) int o; // ok: two locks
    @GuardedBy(NAME) int p; // ok: a constant
    static final String NAME = "mutex";

    @GuardedBy("work.lock()") // the parameter is what a reader would expect
    void wrong() { // want "there is no field, parameter or class work"
    }

    @GuardedBy("other.mutex")
    void right(Names other) { // ok: a parameter
    }

    @GuardedBy("Names.this")
    void self() { // ok: the object by name
    }

    class Inner {
        @GuardedBy("Names.this") int a; // ok: the enclosing object
        @GuardedBy("Names.this.mutex") int b; // ok: its field
        @GuardedBy("mutex") int c; // ok: its field
        @GuardedBy("lock()") int d; // ok: its method
        @GuardedBy("Other.this") int e; // want "Other does not enclose"
    }

    static class Nested {
        @GuardedBy("mutex") int a; // want "the static class Names.Nested has none"
        @GuardedBy("GLOBAL") int b; // ok: a static
        @GuardedBy("Names.this") int c; // want "is an object that the static class"
    }

    Runnable local(Object held) {
        return new Runnable() {
            @GuardedBy("held") int x; // ok: what the method has
            @GuardedBy("mutex") int y; // ok: the enclosing object's

            @Override
            public void run() {
            }
        };
    }
}

class Other extends Base {
    @GuardedBy("inherited") int a; // ok: inherited
    @GuardedBy("hidden") int b; // want "there is no field or class hidden"
}

class Base {
    protected final Object inherited = new Object();
    private final Object hidden = new Object();
}

class Foreign extends Library {
    @GuardedBy("lock") int a; // ok: may be inherited from a class that is not scanned
}
