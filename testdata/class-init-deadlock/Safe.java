package classinitdeadlock;

import java.util.function.Supplier;

class WithPrivate {
    static final Object FIRST = new Hidden(); // ok: nobody else can come to it

    private static class Hidden extends WithPrivate {
    }
}

class WithPrivateConstructor {
    static final Object FIRST = new Closed(); // ok: only this file can make one

    static final class Closed extends WithPrivateConstructor {
        private Closed() {
        }
    }
}

class WithLambda {
    static final Supplier<Object> MAKER = () -> new LambdaSub(); // ok: runs later
    static final Supplier<Object> REFERENCE = LambdaSub::new; // ok: runs later
}

class LambdaSub extends WithLambda {
}

class WithAnonymous {
    static final WithAnonymous FIRST = new WithAnonymous() { // ok: nobody can name it
        Object make() {
            return new AnonymousSub(); // ok: in a method of the object
        }
    };
}

class AnonymousSub extends WithAnonymous {
}

class WithLiteral {
    static final Class<?> TYPE = LiteralSub.class; // ok: a class literal makes nothing ready
    static final int SIZE = LiteralSub.SIZE; // ok: a constant
    static final Object[] MANY = new LiteralSub[3]; // ok: an array makes nothing ready
}

class LiteralSub extends WithLiteral {
    static final int SIZE = 3;
}

class WithInner {
    static final Object FIRST = new WithInner().new Inner(); // ok: needs an object of the class around it

    class Inner extends WithInner {
    }
}

interface Plain {
    Object FIRST = new PlainImpl(); // ok: an interface without default methods is not made ready with its classes
}

class PlainImpl implements Plain {
}

enum Level {
    LOW(0),
    HIGH(1) { // ok: the body of a constant
        @Override
        int weight() {
            return 10;
        }
    };

    private final int weight;

    Level(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}

class Itself {
    static final Itself INSTANCE = new Itself(); // ok: itself
    static final int COUNT = Itself.count(); // ok: itself

    static int count() {
        return 1;
    }
}

abstract class Value {
    static final Value EMPTY = new AutoValue_Value(); // ok: generated, and named here alone
}

final class AutoValue_Value extends Value {
}

class Lower {
    static final Object UPPER = Upper.NAME; // ok: does not lead back
}

class Upper {
    static final Object NAME = new Object();
}
