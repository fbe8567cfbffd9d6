package executornotshutdown;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** Pools whose end is somebody else's duty, or nobody's. */
class NotOurs {
    private final ExecutorService given;
    private final Server server = new Server(Executors.newFixedThreadPool(4)); // ok: handed to another object
    private final Executor common = ForkJoinPool.commonPool(); // ok: the common pool is nobody's

    NotOurs(ExecutorService given) {
        this.given = given; // ok: received, not made
    }

    void work(Runnable task) {
        given.execute(task);
        common.execute(task);
        server.work(task);
    }

    ExecutorService make() {
        return Executors.newFixedThreadPool(4); // ok: returned
    }

    Supplier<ExecutorService> makeLater() {
        return () -> Executors.newFixedThreadPool(4); // ok: returned
    }

    ExecutorService makeNamed() {
        ExecutorService pool = Executors.newFixedThreadPool(4); // ok: returned
        pool.execute(() -> { });
        return pool;
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService bean() {
        return Executors.newFixedThreadPool(4); // ok: the container shuts it down
    }

    void handedOn(Registry registry) {
        registry.register(Executors.newFixedThreadPool(4)); // ok: what the registry does is not known
    }
}

interface Registry {
    void register(ExecutorService pool);
}

class Server {
    private final ExecutorService pool;

    Server(ExecutorService pool) {
        this.pool = pool;
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class Lent {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: whoever gets it may shut it down

    public ExecutorService pool() {
        return pool;
    }
}

class Daemons {
    private static final ExecutorService LAMBDA = Executors.newFixedThreadPool(2, task -> { // ok: daemon threads
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });
    private static final ExecutorService BY_METHOD = Executors.newFixedThreadPool(2, Daemons::daemon); // ok: daemon threads
    private static final ExecutorService BY_CLASS = Executors.newFixedThreadPool(2, new DaemonFactory()); // ok: daemon threads
    private static final ExecutorService BUILT = Executors.newFixedThreadPool(
            2, new ThreadFactoryBuilder().setNameFormat("b-%d").setDaemon(true).build()); // ok: daemon threads
    private static final ExecutorService EXITING = MoreExecutors.getExitingExecutorService(
            (ThreadPoolExecutor) Executors.newFixedThreadPool(2)); // ok: it ends with the program
    private static final ForkJoinPool FORK_JOIN = new ForkJoinPool(4); // ok: daemon threads which end when idle
    private static final ExecutorService STEALING = Executors.newWorkStealingPool(); // ok: daemon threads which end when idle

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    static void work(Runnable task) {
        LAMBDA.execute(task);
        BY_METHOD.execute(task);
        BY_CLASS.execute(task);
        BUILT.execute(task);
        EXITING.execute(task);
        FORK_JOIN.execute(task);
        STEALING.execute(task);
    }
}

class DaemonFactory implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}

class UnknownFactory {
    private final ExecutorService pool;

    UnknownFactory(ThreadFactory factory) {
        pool = Executors.newFixedThreadPool(2, factory); // ok: perhaps daemon threads
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class EndsWhenIdle {
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(2, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); // ok: its threads may time out
    private final ThreadPoolExecutor zero =
            new ThreadPoolExecutor(0, 2, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); // ok: no core threads

    EndsWhenIdle() {
        pool.allowCoreThreadTimeOut(true);
    }

    void work(Runnable task) {
        pool.execute(task);
        zero.execute(task);
    }
}

/** A class of the project which only has the name. */
class Homonym {
    private final Homonym.ExecutorService pool = Homonym.Executors.newFixedThreadPool(4); // ok: no pool of the JDK

    void work(Runnable task) {
        pool.execute(task);
    }

    interface ExecutorService {
        void execute(Runnable task);
    }

    static final class Executors {
        private Executors() {
        }

        static ExecutorService newFixedThreadPool(int size) {
            return Runnable::run;
        }
    }
}

class Program {
    public static void main(String[] args) {
        ExecutorService pool = Executors.newFixedThreadPool(4); // ok: a program may live as long as its pool
        pool.execute(() -> System.out.println("serving"));
    }
}

class PoolTest {
    @Test
    void works() {
        ExecutorService pool = Executors.newFixedThreadPool(4); // ok: a test ends with its JVM
        pool.execute(() -> { });
    }
}
