package updaters;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import updaters.other.Hidden;

/** Updaters whose field is not what they need. */
class Updaters extends Base {
    private static final String COUNT = "count";
    private static final String PLAIN = "pla" + "in";

    volatile int count;
    int plain;
    volatile long total;
    volatile Node head;
    static volatile int shared;
    volatile Integer boxed;

    static class Node {
        volatile Node next;
    }

    private static final AtomicIntegerFieldUpdater<Updaters> GOOD = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "count"); // ok: volatile int
    private static final AtomicIntegerFieldUpdater<Updaters> FOLDED = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, COUNT); // ok: the constant says count
    private static final AtomicLongFieldUpdater<Updaters> LONG = AtomicLongFieldUpdater.newUpdater(Updaters.class, "total"); // ok: volatile long
    private static final AtomicReferenceFieldUpdater<Updaters, Node> REF = AtomicReferenceFieldUpdater.newUpdater(Updaters.class, Node.class, "head"); // ok: volatile Node
    private static final AtomicReferenceFieldUpdater<Node, Node> NEXT = AtomicReferenceFieldUpdater.newUpdater(Node.class, Node.class, "next"); // ok: nested

    static final AtomicIntegerFieldUpdater<Updaters> MISSING = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "cuont"); // want "does not declare"
    static final AtomicIntegerFieldUpdater<Updaters> NOT_VOLATILE = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "plain"); // want "not volatile"
    static final AtomicIntegerFieldUpdater<Updaters> FOLDED_PLAIN = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, PLAIN); // want "not volatile"
    static final AtomicIntegerFieldUpdater<Updaters> WRONG = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "total"); // want "needs a field of type int"
    static final AtomicLongFieldUpdater<Updaters> WRONG_LONG = AtomicLongFieldUpdater.newUpdater(Updaters.class, "count"); // want "needs a field of type long"
    static final AtomicIntegerFieldUpdater<Updaters> BOXED = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "boxed"); // want "needs a field of type int"
    static final AtomicIntegerFieldUpdater<Updaters> STATIC = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "shared"); // want "which is static"
    static final AtomicIntegerFieldUpdater<Updaters> INHERITED = AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "inherited"); // want "itself but inherits"
    static final AtomicReferenceFieldUpdater<Updaters, Object> OTHER = AtomicReferenceFieldUpdater.newUpdater(Updaters.class, Object.class, "head"); // want "is told the type Object"
    static final AtomicReferenceFieldUpdater<Updaters, Integer> PRIMITIVE = AtomicReferenceFieldUpdater.newUpdater(Updaters.class, Integer.class, "count"); // want "needs a reference"
    static final AtomicIntegerFieldUpdater<Hidden> HIDDEN = AtomicIntegerFieldUpdater.newUpdater(Hidden.class, "secret"); // want "may not access"
    static final AtomicIntegerFieldUpdater<Hidden> PACKAGE = AtomicIntegerFieldUpdater.newUpdater(Hidden.class, "local"); // want "may not access"
    static final AtomicIntegerFieldUpdater<Hidden> PUBLIC = AtomicIntegerFieldUpdater.newUpdater(Hidden.class, "open"); // ok: public

    static Supplier<Object> later() {
        return () -> AtomicIntegerFieldUpdater.newUpdater(Updaters.class, "gone"); // want "does not declare"
    }

    static Object byName(String name) {
        return AtomicIntegerFieldUpdater.newUpdater(Updaters.class, name); // ok: the name is not known
    }

    static <T> Object byClass(Class<T> type) {
        return AtomicIntegerFieldUpdater.newUpdater(type, "gone"); // ok: the class is not known
    }

    static Object foreign() {
        return AtomicIntegerFieldUpdater.newUpdater(org.example.Foreign.class, "gone"); // ok: the class was not scanned
    }
}
