package blockingcallunderlock;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

final class Helper {
    private Helper() {
    }

    static <T> T result(Future<T> f) {
        try {
            return f.get(); // ok: no lock here
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
