package waitnotinloop;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/** Methods with these names which are no wait on a condition. */
class OtherAwaits {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final Phaser phaser = new Phaser(1);

    void latch() throws InterruptedException {
        latch.await(); // ok: a latch keeps its state
        if (!latch.await(1, TimeUnit.SECONDS)) { // ok: a latch keeps its state
            throw new IllegalStateException();
        }
    }

    void barrier() throws InterruptedException, BrokenBarrierException {
        barrier.await(); // ok: a barrier has no spurious wake-up
    }

    void phaser() {
        phaser.awaitAdvance(0); // ok: a phaser keeps its phase
    }

    void pool(ExecutorService pool) throws InterruptedException {
        pool.awaitTermination(1, TimeUnit.SECONDS); // ok: no condition
    }

    void process(Process process) throws InterruptedException {
        process.waitFor(); // ok: no condition
    }

    void own(Waiter waiter, Dish dish) {
        waiter.wait("table 4"); // ok: a method of the project
        waiter.await(); // ok: a method of the project
        dish.await(5); // ok: a method of the project
        Waiter.wait(4, "table"); // ok: a method of the project
    }

    static class Waiter {
        void wait(String table) {
        }

        static void wait(int number, String kind) {
        }

        void await() {
            wait("all"); // ok: own overload
        }
    }

    /** An own Condition: unrelated to the one of the JDK. */
    interface Condition {
        void await();
    }

    record Dish(Condition ready) {
        void await(int minutes) {
            ready.await(); // ok: a type of the project
        }
    }
}
