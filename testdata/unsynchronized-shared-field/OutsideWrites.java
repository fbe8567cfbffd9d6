package sharedfield;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The task reads, and the thread that started it, or a caller, writes. */
final class OutsideWrites {
    private OutsideWrites() {
    }

    /** Set too late: the thread runs already. */
    static final class TooLate {
        private String name;
        private String early;

        Thread start() {
            Thread thread = new Thread(() -> greet(name, early));
            early = "early"; // ok: before start
            thread.start();
            name = "late"; // want "name"
            return thread;
        }

        private static void greet(String name, String early) {
            if (name == null || early == null) {
                throw new IllegalStateException();
            }
        }
    }

    /** Any caller may set it while the periodic task uses it. */
    static final class Setting {
        private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        private Runnable action = () -> { };

        void start() {
            timer.scheduleWithFixedDelay(this::fire, 1, 1, TimeUnit.SECONDS);
        }

        private void fire() {
            action.run();
        }

        public void setAction(Runnable action) {
            this.action = action; // miss "action" a setter may well be called before the start: no evidence of the order
        }
    }

    /** The field belongs to another object, from another file. */
    static final class Holder {
        static String go() throws InterruptedException {
            Slot<String> slot = new Slot<>();
            Thread reader = new Thread(() -> {
                if (slot.value == null) {
                    throw new IllegalStateException();
                }
            });
            reader.start();
            slot.value = "after the start"; // want "value"
            reader.join();
            return slot.value;
        }
    }

    /** Both ends go through methods of a class that knows no threads. */
    static final class ByMethods {
        private final Named named = new NamedAndTitled();

        void start() {
            new Thread(() -> {
                if (named.name().isEmpty()) {
                    throw new IllegalStateException();
                }
            }).start();
        }

        void rename(String name) {
            named.rename(name);
        }
    }

    /** A record whose component is mutable. */
    record Job(Slot<Integer> slot) implements Runnable {
        @Override
        public void run() {
            slot.other = 1; // want "other"
        }

        static Integer go() {
            Slot<Integer> slot = new Slot<>();
            new Thread(new Job(slot)).start();
            return slot.other;
        }
    }
}
