package interruptswallowed;

import static java.lang.Thread.currentThread;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Every way to keep the request alive. */
class Kept {
    private final BlockingQueue<String> queue;
    private volatile boolean closed;
    private Throwable failure;

    Kept(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    String declared() throws InterruptedException {
        return queue.take();
    }

    void restored() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: restored
            Thread.currentThread().interrupt();
        }
    }

    void restoredByImport() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: restored
            currentThread().interrupt();
        }
    }

    void restoredByAlias() {
        Thread self = Thread.currentThread();
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: self is this thread
            self.interrupt();
        }
    }

    String restoredThenWrapped() {
        try {
            return queue.take();
        } catch (InterruptedException e) { // ok: restored before the wrapping
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void restoredByMethod() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: the method restores
            Interrupts.restore();
        }
    }

    void restoredTwoDeep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: the method's method restores
            stopQuietly("sleeping");
        }
    }

    private void stopQuietly(String what) {
        System.out.println("stopped while " + what);
        Interrupts.restore();
    }

    void restoredByWrapper() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: the method that wraps restores
            throw Interrupts.wrap(e);
        }
    }

    void restoredIfAsked() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: one branch restores, so the author has thought about it
            if (!closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void rethrown() throws InterruptedException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: rethrown
            closed = true;
            throw e;
        }
    }

    void rethrownAnew() throws InterruptedException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: another InterruptedException
            throw new InterruptedException("while sleeping: " + e.getMessage());
        }
    }

    void rethrownBroad() throws Exception {
        try {
            Thread.sleep(10);
        } catch (Exception e) { // ok: rethrown
            closed = true;
            throw e;
        }
    }

    void asInputOutput() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: this type says that it was an interrupt
            throw (IOException) new InterruptedIOException("sleep").initCause(e);
        }
    }

    String clauseBefore(Future<String> result) {
        try {
            return result.get();
        } catch (InterruptedException e) { // ok: restored
            Thread.currentThread().interrupt();
            return null;
        } catch (Exception e) { // ok: the clause before has taken the interrupt
            return null;
        }
    }

    String tested(Future<String> result) {
        try {
            return result.get();
        } catch (Exception e) { // ok: tested and restored
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return null;
        }
    }

    String testedMulti(Future<String> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) { // ok: tested and restored
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException(e);
        }
    }

    String uninterruptibly() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) { // ok: remembered, restored in the finally
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void uninterruptiblyWithoutFinally(long millis) {
        boolean interrupted = false;
        for (long left = millis; left > 0; left -= 10) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) { // ok: remembered, restored after the loop
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void restoredInFinally() {
        boolean done = false;
        try {
            Thread.sleep(10);
            done = true;
        } catch (InterruptedException e) { // ok: restored in the finally
            System.out.println("interrupted");
        } finally {
            if (!done) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void rethrownLater() throws Throwable {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: kept and thrown below
            failure = e;
        }
        closed = true;
        if (failure != null) {
            throw failure;
        }
    }

    void handedToFuture(CompletableFuture<String> answer) {
        try {
            answer.complete(queue.take());
        } catch (InterruptedException e) { // ok: the future hands it on
            answer.completeExceptionally(e);
        }
    }

    void handedToUnknown(ErrorSink sink) {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: what the sink does is not known
            sink.failed(e);
        }
    }

    interface ErrorSink {
        void failed(Throwable cause);
    }

    void exits() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: nothing is left to be interrupted
            System.exit(1);
        }
    }

    void asInputOutputLater() throws IOException {
        IOException problem = null;
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: remembered as an exception that says that it was an interrupt
            problem = new InterruptedIOException(e.getMessage());
        }
        if (problem != null) {
            throw problem;
        }
    }

    void tellsItsCaller() {
        if (sleepInterrupted(10)) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean sleepInterrupted(long millis) {
        boolean interrupted = false;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) { // ok: the caller is told, and restores
            interrupted = true;
        }
        return interrupted;
    }

    void impossible() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: an error ends the thread
            throw new AssertionError(e);
        }
    }

    void uninterruptible() {
        try {
            sleep(10, false);
        } catch (InterruptedException e) { // ok: it is thrown only if asked for
            System.out.println("cannot be");
        }
    }

    private void sleep(long millis, boolean interruptible) throws InterruptedException {
        boolean interrupted = false;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) { // ok: thrown on, or remembered and restored
            if (interruptible) {
                throw e;
            }
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    int notInterruptible(String text) {
        try {
            return Integer.parseInt(text);
        } catch (Exception e) { // ok: nothing in the try can be interrupted
            return 0;
        }
    }

    <T> T unknownCall(Callable<T> callable) {
        try {
            return callable.call();
        } catch (Exception e) { // ok: what the callable throws is not known
            return null;
        }
    }

    void unchecked(Future<String> result) throws ExecutionException, InterruptedException {
        try {
            result.get();
        } catch (RuntimeException e) { // ok: this does not catch an interrupt
            closed = true;
        }
    }

    void lambdaInside() {
        try {
            Thread helper = new Thread(() -> Interrupts.pause(10));
            helper.setDaemon(true);
            helper.start();
        } catch (Exception e) { // ok: the pause happens in another thread
            closed = true;
        }
    }

    void ownException(Signal signal) {
        try {
            signal.raise();
        } catch (Signal.InterruptedException e) { // ok: a class of the project
            closed = true;
        }
    }

    static class Signal {
        static class InterruptedException extends Exception {
        }

        void raise() throws InterruptedException {
            throw new InterruptedException();
        }
    }
}
