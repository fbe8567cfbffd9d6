package staticinitthreadwait;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class OnlyStarted {
    static {
        Thread t = new Thread(() -> System.out.println("x")); // ok: not waited for
        t.setDaemon(true);
        t.start();
    }
}

class OtherClass {
    static final int SIZE;

    static {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> f = pool.submit(Other::size);
            SIZE = f.get(); // ok: the task uses another class alone
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        } finally {
            pool.shutdown();
        }
    }
}

final class Other {
    private Other() {
    }

    static int size() {
        return 3;
    }
}

class Sequential {
    static final int[] SQUARES = IntStream.range(0, 100).map(i -> i * i).toArray(); // ok: the initialiser's own thread
}

class InMethod {
    static int[] squares() {
        return IntStream.range(0, 100).parallel().map(i -> i * i).toArray(); // ok: the class is ready
    }
}

class Timed {
    static {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(() -> "x").get(1, TimeUnit.SECONDS); // ok: gives up
        } catch (Exception e) {
            System.err.println(e);
        } finally {
            pool.shutdown();
        }
    }
}

class PerObject {
    private final int[] squares = IntStream.range(0, 100).parallel().map(i -> i * i).toArray(); // ok: runs for each object, when the class is ready
}
