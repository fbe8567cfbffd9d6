package blockingcallunderlock;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class Waits {
    private final Object guard = new Object();
    private final Lock lock = new ReentrantLock();
    private final List<String> names = new ArrayList<>();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Semaphore permits = new Semaphore(3);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();

    synchronized int size() {
        return names.size();
    }

    int guarded() {
        synchronized (guard) {
            return names.size();
        }
    }

    int locked() {
        lock.lock();
        try {
            return names.size();
        } finally {
            lock.unlock();
        }
    }

    synchronized void future(ExecutorService pool) throws Exception {
        Future<String> f = pool.submit(() -> "x");
        names.add(f.get()); // want "f.get() waits for the result of a task while it holds the monitor of this Waits, which Waits.size needs too"
    }

    void queue(BlockingQueue<String> q) throws InterruptedException {
        synchronized (guard) {
            names.add(q.take()); // want "q.take() waits for a queue while it holds Waits.guard"
        }
    }

    void full(BlockingQueue<String> q) throws InterruptedException {
        lock.lock();
        try {
            q.put("x"); // want "q.put(...) waits for a queue while it holds Waits.lock"
        } finally {
            lock.unlock();
        }
    }

    synchronized void latch() throws InterruptedException {
        latch.await(); // want "waits for other threads"
    }

    synchronized void barrier(CyclicBarrier b) throws Exception {
        b.await(); // want "waits for other threads"
    }

    synchronized void thread(Thread t) throws InterruptedException {
        t.join(); // want "waits for a thread to end"
    }

    synchronized void all(List<CompletableFuture<String>> all) {
        all.forEach(CompletableFuture::join); // miss "waits for the result"
    }

    synchronized void each(List<CompletableFuture<String>> all) {
        all.forEach(f -> names.add(f.join())); // want "waits for the result"
    }

    synchronized void longTime(Future<String> f) throws Exception {
        f.get(1, TimeUnit.MINUTES); // want "waits for the result"
    }

    private static final long HALF_MINUTE = 30 * 1000L;

    synchronized void namedTime(Thread t) throws Exception {
        t.join(HALF_MINUTE); // want "waits for a thread"
    }

    void accepts(ServerSocket server) throws IOException {
        synchronized (guard) {
            Socket s = server.accept(); // want "waits for the network"
            names.add(s.toString());
        }
    }

    void web() throws Exception {
        synchronized (guard) {
            names.add(fetch("http://example.org")); // want "waits for the network in Waits.request"
        }
    }

    private String fetch(String url) throws Exception {
        return request(url); // ok: holds nothing
    }

    private String request(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body(); // ok: holds nothing
    }

    synchronized void permit() throws InterruptedException {
        permits.acquire(); // want "waits for a permit"
    }

    synchronized void helped(Future<String> f) {
        names.add(Helper.result(f)); // want "waits for the result of a task in Helper.result"
    }

    String bin(String key, Future<String> f) {
        return cache.computeIfAbsent(key, k -> Helper.result(f)); // miss "waits for the result"
    }
}
