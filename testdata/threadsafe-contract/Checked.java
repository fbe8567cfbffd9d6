package safe;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.ThreadSafeTypeParameter;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The annotation that is checked to the letter. */
@ThreadSafe
class Checked {
    int plain; // want "neither final, volatile nor guarded"
    final Map<String, String> map = new HashMap<>(); // want "a Map may be one that is not safe to share"
    final int[] array = {1}; // want "the elements of an array can always be changed"
    volatile List<String> list = List.of(); // want "a List may be one"
    final ConcurrentMap<String, List<String>> ofLists = null; // want "the ConcurrentMap holds List<String>"
    final Value<List<String>> value = null; // want "Value holds List<String>"
    final Other other = null; // want "Other is not declared thread-safe"

    final ConcurrentMap<Long, AtomicLong> counters = null; // ok: safe in safe
    final ImmutableList<String> names = null; // ok: immutable
    final Never never = null; // ok: what never changes is safe to share
    final ThreadLocal<List<String>> own = new ThreadLocal<>(); // ok: each thread has its own
    final Value<String> text = null; // ok: declared, with a safe argument
    volatile int flag; // ok: volatile, of a primitive type
    @GuardedBy("this") int guarded; // ok: the guard is named
    @GuardedBy("this") final Map<String, String> guardedMap = new HashMap<>(); // ok: the same
    final com.example.Unknown unknown = null; // ok: nothing is known of it
    static int global; // ok: no part of an instance
    private int counted; // ok: every use holds the lock

    synchronized int count() {
        return ++counted;
    }
}

@Immutable
class Never {
}

interface Other {
}

@ThreadSafe
class Value<@ThreadSafeTypeParameter T> {
    private final T content = null; // ok: the argument is asked for

    static Value<String> text() {
        return new Value<>(); // ok: String
    }

    static Value<Map<String, String>> map() {
        Value<Map<String, String>> v = new Value<>(); // want "gets Map<String, String>"
        return v;
    }
}

@ThreadSafe
interface Service {
    void run();
}

class Counting implements Service {
    int runs; // want "Counting.runs"

    @Override
    public void run() {
        runs++;
    }
}

@ThreadSafe
class Derived extends Loose { // want "Loose.level can be changed"
}

class Loose {
    public int level;
}

class User {
    private int state;

    void use(Service s) {
    }

    void lambdas(List<String> list, String text) {
        use(() -> list.add(text)); // want "keeps list"
        use(() -> System.out.println(text)); // ok: a String
        use(() -> state++); // want "uses User.state"
        use(new ArrayList<String>()::clear); // want "keeps its receiver"
    }

    class Inner implements Service { // want "uses User.state"
        @Override
        public void run() {
            state++;
        }
    }
}
