package lockongetclass;

import java.util.function.Supplier;

class RuntimeClass {
    private static int count;

    void own() {
        synchronized (getClass()) { // want "each subclass of RuntimeClass"
            count++;
        }
    }

    void qualified() {
        synchronized (this.getClass()) { // want "RuntimeClass"
            count++;
        }
    }

    void alias() {
        Class<?> c = getClass();
        synchronized (c) { // want "RuntimeClass"
            count++;
        }
    }

    void other(RuntimeClass o) {
        synchronized (o.getClass()) { // want "RuntimeClass"
            count++;
        }
    }

    void lambda() {
        Runnable r = () -> {
            synchronized (getClass()) { // want "RuntimeClass"
                count++;
            }
        };
        r.run();
    }

    private Object lock() {
        return getClass();
    }

    void helper() {
        synchronized (lock()) { // want "RuntimeClass"
            count++;
        }
    }

    void supplied(Supplier<Class<?>> s) {
        synchronized (s.get()) { // miss "getClass" what a supplier gives is not known
            count++;
        }
    }

    void literal() {
        synchronized (RuntimeClass.class) { // ok: one lock for all
            count++;
        }
    }
}

class Sub extends RuntimeClass {
}

enum WithBodies {
    A {
        @Override
        int value() {
            return 1;
        }
    },
    B;

    int value() {
        synchronized (getClass()) { // want "WithBodies"
            return 2;
        }
    }
}

final class Closed {
    void use() {
        synchronized (getClass()) { // ok: a final class has no subclasses
            System.out.println();
        }
    }
}

enum Plain {
    A, B;

    void use() {
        synchronized (getClass()) { // ok: an enum without bodies
            System.out.println();
        }
    }
}

record Rec(int x) {
    void use() {
        synchronized (getClass()) { // ok: a record has no subclasses
            System.out.println();
        }
    }
}

class Anonymous {
    Runnable task() {
        return new Runnable() {
            @Override
            public void run() {
                synchronized (getClass()) { // ok: an anonymous class has no subclasses
                    System.out.println();
                }
            }
        };
    }

    void string(String s) {
        synchronized (s.getClass()) { // ok: String is final
            System.out.println();
        }
    }

    void unknown(Missing m) {
        synchronized (m.getClass()) { // ok: the type is not known
            System.out.println();
        }
    }

    Class<?> getClass(int i) {
        return null;
    }

    void overload() {
        synchronized (getClass(1)) { // ok: another method
            System.out.println();
        }
    }
}
