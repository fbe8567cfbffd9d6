package ordered;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** What comes before the thread, or only once. */
class Ordered {
    /** The methods that frameworks call to start things. */
    static class Service {
        private final Executor pool;
        private String report;
        private boolean running;

        Service(Executor pool) {
            this.pool = pool;
        }

        boolean isRunning() {
            return running;
        }

        protected void doStart() {
            report = "started"; // ok: before the task is handed over
            pool.execute(() -> System.out.println(report));
        }

        void remove() {
            if (isRunning()) throw new IllegalStateException();
            report = null; // ok: it refuses while the service runs
        }
    }

    /** The loop is left once the thread has started. */
    static class Connection extends Thread {
        private String streams;

        void connect() throws InterruptedException {
            while (true) {
                streams = "in"; // ok: after start() the method returns
                if (streams.isEmpty()) {
                    Thread.sleep(10);
                    continue;
                }
                start();
                return;
            }
        }

        @Override
        public void run() {
            System.out.println(streams);
        }
    }

    /** Its constructor loads first. */
    static class Loaded {
        private String table;

        Loaded() {
            load();
            begin();
        }

        void load() {
            table = "loaded"; // ok: the constructor starts the thread later
        }

        private void begin() {
            new Thread(() -> System.out.println(table)).start();
        }
    }

    /** Only who sets the failure first goes on. */
    static class Sender {
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private Runnable abort;

        private boolean toFailure(Throwable t) {
            return failure.compareAndSet(null, t);
        }

        void abort(Throwable t, Runnable then) {
            boolean first = toFailure(t);
            if (first) {
                abort = then; // ok: once
            }
        }

        void send(Executor pool) {
            pool.execute(() -> abort(new IllegalStateException(), null));
        }
    }
}
