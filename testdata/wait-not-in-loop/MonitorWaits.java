package waitnotinloop;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Object.wait() in the shapes in which the condition is not tested again. */
class MonitorWaits {
    private final Object gate = new Object();
    private final Queue<String> queue = new ArrayDeque<>();
    private boolean open;
    private boolean running = true;

    synchronized String underIf() throws InterruptedException {
        if (queue.isEmpty()) {
            wait(); // want "wait()"
        }
        return queue.remove();
    }

    synchronized void explicitThis() throws InterruptedException {
        if (!open) {
            this.wait(); // want "wait()"
        }
        queue.add("passed");
    }

    void onField() throws InterruptedException {
        synchronized (gate) {
            if (!open) {
                gate.wait(); // want "gate"
            }
            queue.clear();
        }
    }

    void onAlias() throws InterruptedException {
        Object lock = gate;
        synchronized (lock) {
            if (!open) lock.wait(); // want "wait()"
            queue.clear();
        }
    }

    synchronized void earlyReturn() throws InterruptedException {
        if (open) {
            return;
        }
        wait(); // want "wait()"
        queue.clear();
    }

    synchronized void noTest() throws InterruptedException {
        wait(); // want "wait()" neither test nor loop
        queue.clear();
    }

    void unrelatedForEach(List<String> items) throws InterruptedException {
        for (String item : items) {
            synchronized (gate) {
                if (!open) {
                    gate.wait(); // want "gate" the loop goes over items, it tests nothing
                }
                queue.add(item);
            }
        }
    }

    synchronized void unrelatedCount() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            if (queue.isEmpty()) {
                wait(); // want "wait()" the loop counts
            }
            queue.remove();
        }
    }

    synchronized void unrelatedWhile() throws InterruptedException {
        while (running) {
            if (queue.isEmpty()) {
                wait(); // want "wait()" the loop tests running, not the queue
            }
            System.out.println(queue.remove().length());
        }
    }

    synchronized void neverRepeats() throws InterruptedException {
        while (!open) {
            wait(); // want "wait()" the loop is left after the first wake-up
            break;
        }
        queue.clear();
    }

    synchronized String neverRepeatsEither() throws InterruptedException {
        while (queue.isEmpty()) {
            wait(); // want "wait()" the loop is left after the first wake-up
            return queue.remove();
        }
        return queue.remove();
    }

    synchronized String timed() throws InterruptedException {
        if (queue.isEmpty()) {
            wait(500); // want "wait" a timeout or a spurious wake-up goes on with an empty queue
        }
        return queue.remove();
    }

    synchronized int inSwitch(int mode) throws InterruptedException {
        return switch (mode) {
            case 0 -> {
                wait(); // want "wait()"
                yield queue.size();
            }
            default -> 0;
        };
    }

    synchronized void inTry() {
        try {
            if (!open) {
                wait(); // want "wait()"
            }
            queue.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void inTask(List<Thread> threads) {
        while (running) {
            threads.add(new Thread(() -> {
                synchronized (gate) {
                    try {
                        if (!open) {
                            gate.wait(); // want "gate" the loop outside makes threads, each waits once
                        }
                        queue.clear();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }));
            running = threads.size() < 3;
        }
    }

    synchronized void helperCalledOnce() throws InterruptedException {
        if (!open) {
            pause();
        }
        queue.clear();
    }

    private void pause() throws InterruptedException {
        wait(); // want "wait()" no caller has a loop
    }

    static class Slot<T> {
        private T value;

        synchronized T take() throws InterruptedException {
            if (null == value) {
                super.wait(); // want "wait()"
            }
            T taken = value;
            value = null;
            return taken;
        }
    }

    record Gate(Object lock, boolean[] open) {
        void pass() throws InterruptedException {
            synchronized (lock) {
                if (!open[0]) {
                    lock.wait(); // want "lock"
                }
                open[0] = false;
            }
        }
    }
}
