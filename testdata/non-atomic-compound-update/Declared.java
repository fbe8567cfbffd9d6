package lostupdate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Target(ElementType.TYPE)
@interface ThreadSafe {
}

@Target(ElementType.TYPE)
@interface NotThreadSafe {
}

/** The class itself says that threads share it. */
@ThreadSafe
final class DeclaredSafe {
    private int served;

    public void serve() {
        served++; // want "served"
    }
}

/** The class says that callers must not share it; who does is another rule's finding. */
@NotThreadSafe
final class DeclaredUnsafe {
    private int served;

    void go() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        pool.execute(this::serve);
        pool.execute(this::serve);
        pool.shutdown();
    }

    private void serve() {
        served++; // ok: the class is declared not thread-safe
    }
}

/** Says nothing, and nobody in sight shares it. */
final class Undeclared {
    private int served;

    public void serve() {
        served++; // ok: no evidence that threads share it
    }
}
