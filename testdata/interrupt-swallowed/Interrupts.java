package interruptswallowed;

/** What the other files restore with. */
final class Interrupts {
    private Interrupts() {
    }

    static void restore() {
        Thread.currentThread().interrupt();
    }

    static IllegalStateException wrap(InterruptedException e) {
        restore();
        return new IllegalStateException(e);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) { // ok: restored
            restore();
        }
    }
}
