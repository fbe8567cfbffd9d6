package contracts;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An enum constant is one object for every thread. */
enum Enums {
    A, B;

    private int used; // want "Enums.use writes Enums.used without a lock"
    private final Set<String> names = new HashSet<>(); // merged with the above
    private final int code = 1; // ok: final
    private final AtomicInteger counter = new AtomicInteger(); // ok: made for it
    private volatile boolean closed; // ok: a switch that every thread sees
    private int guarded; // ok: every use holds the lock
    private String text; // ok: a cache that no caller can tell

    void use(String name) {
        used++;
        names.add(name);
    }

    int used() {
        return used;
    }

    void close() {
        closed = true;
    }

    synchronized void count() {
        guarded++;
    }

    @Override
    public String toString() {
        if (text == null) text = name().toLowerCase();
        return text;
    }
}

enum WithBody {
    ONE {
        int asked; // want "asked"

        @Override
        int ask() {
            return asked++;
        }
    };

    abstract int ask();
}

enum OpenField {
    ONE;

    public int level = 1; // want "neither final nor private"
}

enum Content {
    ONE;

    final List<String> fixed = List.of(); // ok: nobody changes it
    final Set<String> set = new HashSet<>(); // want "its content is not fixed"
    private final int[] table = {1, 2}; // ok: private
    private int made; // ok: only the constructor writes it

    Content() {
        made = 2;
    }

    int made() {
        return made + table.length;
    }
}

/** An implementation of an annotation is taken for a value. */
@interface Mark {
    String value();
}

class MarkValue implements Mark {
    private String value; // want "MarkValue.set"

    void set(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return Mark.class;
    }
}
