package volatileupdate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

@Target(ElementType.TYPE)
@interface NotThreadSafe {
}

/** Volatile for the sake of a debugger, say; the class tells its callers to keep it to one thread. */
@NotThreadSafe
class SilencedByDeclaration {
    private volatile int steps;

    void step() {
        steps++; // ok: declared not thread-safe
    }
}
