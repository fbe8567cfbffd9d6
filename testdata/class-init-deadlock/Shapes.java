package classinitdeadlock;

import java.util.function.Supplier;

class Base {
    static final Base FIRST = new Derived(); // want "The initialiser of Base needs its subclass Derived"
}

class Derived extends Base {
}

class Calling {
    static final int SIZE = CalledSub.size(); // want "needs its subclass CalledSub"
}

class CalledSub extends Calling {
    static int size() {
        return 3;
    }
}

class Reading {
    static final Object FIRST;

    static {
        FIRST = ReadSub.shared; // want "needs its subclass ReadSub"
    }
}

class ReadSub extends Reading {
    static Object shared = new Object();
}

class ThroughMethod {
    static final Object FIRST = make(); // want "needs its subclass MadeSub"

    private static Object make() {
        return new MadeSub();
    }
}

class MadeSub extends ThroughMethod {
}

class Own {
    static final Own INSTANCE = new Own(); // want "needs its subclass OwnSub"

    private final Object part = new OwnSub(0);

    Own() {
    }

    Own(int depth) {
    }
}

class OwnSub extends Own {
    OwnSub(int depth) {
        super(depth);
    }
}

class Chain {
    static final Object LAST = new Last(); // want "needs its descendant Chain.Last"

    static class Middle extends Chain {
    }

    private static class Last extends Middle {
    }
}

class Generic<T> {
    static final Generic<String> TEXT = new TextGeneric(); // want "needs its subclass TextGeneric"
}

class TextGeneric extends Generic<String> {
}

interface Defaulting {
    Object FIRST = new DefaultingImpl(); // want "needs its subclass DefaultingImpl"

    default void act() {
    }
}

class DefaultingImpl implements Defaulting {
}

class NowRun {
    static final Object FIRST = now(() -> new NowSub()); // want "needs its subclass NowSub"

    private static Object now(Supplier<Object> s) {
        return s.get();
    }
}

class NowSub extends NowRun {
}

class Left {
    static final Object RIGHT = new Right(); // want "The initialisers of Left and Right need each other"
    static int count = 1;
}

class Right {
    static final int COUNT = Left.count; // ok: told at Left
}

class RingA {
    static Object next = new RingB(); // miss "need each other"
}

class RingB {
    static Object next = new RingC();
}

class RingC {
    static Object next = new RingA();
}
