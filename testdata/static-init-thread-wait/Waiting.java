package staticinitthreadwait;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class Joined {
    static int count;

    static {
        Thread t = new Thread(() -> System.out.println("x"));
        t.start();
        try {
            t.join(); // want "The initialiser of Joined waits for a thread that needs the class"
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

class Parallel {
    static final int[] SQUARES = IntStream.range(0, 100).parallel().map(i -> i * i).toArray(); // want "waits for a parallel stream"
}

class ParallelList {
    static final long COUNT = Arrays.asList("a", "b").parallelStream().filter(ParallelList::good).count(); // want "waits for a parallel stream"

    private static boolean good(String s) {
        return !s.isEmpty();
    }
}

class Pooled {
    static final String NAME;

    static {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<String> f = pool.submit(Pooled::name);
            NAME = f.get(); // want "waits for a pool task"
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        } finally {
            pool.shutdown();
        }
    }

    private static String name() {
        return "n";
    }
}

class Async {
    static final String NAME = CompletableFuture.supplyAsync(() -> "n").join(); // want "waits for a common-pool task"
}

class Latched {
    static final CountDownLatch DONE = new CountDownLatch(1);

    static {
        new Thread(() -> DONE.countDown()).start();
        try {
            DONE.await(); // want "waits for a thread"
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

class Named {
    static int loaded;

    static {
        Thread t = new Thread(new Loader());
        t.start();
        try {
            t.join(); // want "waits for a thread"
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static final class Loader implements Runnable {
        @Override
        public void run() {
            loaded++;
        }
    }
}

class InHelper {
    static {
        load();
    }

    private static void load() {
        Thread t = new Thread(() -> System.out.println("x"));
        t.start();
        try {
            t.join(); // want "The initialiser of InHelper waits"
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

class ThroughRunner {
    static final List<String> NAMES = Runner.all(() -> "x"); // miss "waits for a pool task"
}

final class Runner {
    private Runner() {
    }

    static List<String> all(Callable<String> task) {
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            return List.of(pool.submit(task).get()); // ok: no initialiser
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
        }
    }
}
