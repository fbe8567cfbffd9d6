package timeoutunitmismatch;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

class Units {
    private static final long TIMEOUT_SECONDS = 30;
    private static final long TIMEOUT_MS = 500;
    private long delayMillis = 20;
    private int delaySecs;
    private final TimeUnit unit = TimeUnit.SECONDS;

    void sleeps(int seconds) throws InterruptedException {
        Thread.sleep(TIMEOUT_SECONDS); // want "takes milliseconds, and TIMEOUT_SECONDS counts in seconds"
        Thread.sleep(delaySecs); // want "counts in seconds"
        Thread.sleep(delayMillis); // ok: milliseconds
        Thread.sleep(TIMEOUT_SECONDS * 1000); // ok: a product
        Thread.sleep(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)); // ok: converted
        Thread.sleep(5); // ok: a constant
    }

    synchronized void waits(long timeoutNanos) throws InterruptedException {
        while (delayMillis > 0) wait(timeoutNanos); // want "takes milliseconds, and timeoutNanos counts in nanoseconds"
    }

    private static long millisSinceNanos(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    synchronized void converted(long startNanos, long timeoutMillis) throws InterruptedException {
        long passedMillis = millisSinceNanos(startNanos); // ok: the name says two units, a conversion
        while (passedMillis < timeoutMillis) {
            wait(timeoutMillis - passedMillis); // ok: milliseconds
            passedMillis = millisSinceNanos(startNanos); // ok: a conversion
        }
    }

    void joins(Thread t, long waitMinutes) throws InterruptedException {
        t.join(waitMinutes); // want "counts in minutes"
    }

    String futures(Future<String> f, long budgetMillis) throws Exception {
        f.get(budgetMillis, TimeUnit.SECONDS); // want "takes seconds, and budgetMillis counts in milliseconds"
        f.get(TIMEOUT_MS, TimeUnit.MILLISECONDS); // ok: milliseconds
        f.get(delayMillis, unit); // ok: a unit that is not known
        return f.get(0, TimeUnit.SECONDS); // ok: nothing is nothing in every unit
    }

    void schedules(ScheduledExecutorService s) {
        s.schedule(() -> System.out.println("x"), TIMEOUT_SECONDS, TimeUnit.MILLISECONDS); // want "TIMEOUT_SECONDS counts in seconds"
        s.schedule(() -> System.out.println("x"), delayMillis, TimeUnit.MILLISECONDS); // ok: milliseconds
    }

    void conditions(Condition c, long leftMillis) throws InterruptedException {
        c.await(leftMillis, TimeUnit.NANOSECONDS); // want "leftMillis counts in milliseconds"
    }

    Duration durations(long ageMillis, long ageSeconds) {
        Duration wrong = Duration.ofSeconds(ageMillis); // want "Duration.ofSeconds(...) takes seconds, and ageMillis counts in milliseconds"
        return wrong.plus(Duration.ofSeconds(ageSeconds)); // ok: seconds
    }

    long converts(long spanMillis) {
        return TimeUnit.SECONDS.toMillis(spanMillis); // want "takes seconds, and spanMillis counts in milliseconds"
    }

    void clocks() throws InterruptedException {
        long startMillis = System.nanoTime(); // want "startMillis takes milliseconds, and nanoTime() counts in nanoseconds"
        long beginNanos = System.nanoTime(); // ok: nanoseconds
        long endMillis = System.currentTimeMillis() + delayMillis; // ok: a sum of milliseconds
        delayMillis = System.currentTimeMillis(); // ok: milliseconds
        long nowMSecs = System.currentTimeMillis(); // ok: milliseconds, oddly spelt
        long nowMilliSeconds = nowMSecs; // ok: milliseconds, oddly spelt
        delayMillis = nowMilliSeconds; // ok: milliseconds, oddly spelt
        System.out.println(startMillis + beginNanos + endMillis);
    }

    void sockets(Socket s, int idleSeconds) throws Exception {
        s.setSoTimeout(idleSeconds); // want "takes milliseconds, and idleSeconds counts in seconds"
    }

    void own() {
        pause(TIMEOUT_SECONDS); // want "by the name of its parameter pauseMillis"
        pause(delayMillis); // ok: milliseconds
        new Units().keep(TIMEOUT_MS); // want "by the name of its parameter maxSeconds"
    }

    private void pause(long pauseMillis) {
        this.delayMillis = pauseMillis; // ok: milliseconds
    }

    private void keep(long maxSeconds) {
        this.delayMillis = maxSeconds; // want "delayMillis takes milliseconds, and maxSeconds counts in seconds"
    }

    long rates(long bytesPerSecond, long requestsPerSeconds, int sec) {
        long spanMillis = requestsPerSeconds; // ok: a rate is no time
        long ms = sec; // ok: names too short to be sure
        long items = delayMillis; // ok: no unit is meant
        return spanMillis + ms + items;
    }

    void compares(long timeoutSeconds) {
        if (System.currentTimeMillis() - delayMillis > timeoutSeconds) { // miss "seconds"
            System.out.println("late");
        }
    }
}
