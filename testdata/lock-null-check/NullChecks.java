package locknullcheck;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Null is thought of too late. */
class NullChecks {
    private List<String> files;
    private static Object shared = new Object();
    private final Object lock = new Object();
    private NullChecks next;

    void add(String f) {
        synchronized (files) { // want "files is compared with null only after"
            if (files == null) {
                throw new IllegalStateException();
            }
            files.add(f);
        }
    }

    static void yoda() {
        synchronized (shared) { // want "shared"
            if (null != shared) {
                shared.hashCode();
            }
        }
    }

    void qualified() {
        synchronized (this.files) { // want "files"
            if (files != null && !files.isEmpty()) {
                files.clear();
            }
        }
    }

    void local(Map<String, List<String>> map) {
        List<String> found = map.get("a");
        synchronized (found) { // want "found"
            if (found != null) {
                found.clear();
            }
        }
    }

    void parameter(Object p) {
        synchronized (p) { // want "p is compared"
            System.out.println();
        }
        if (p == null) {
            System.out.println();
        }
    }

    void loop() {
        synchronized (next) { // want "next"
            while (next != null && next.files != null) {
                System.out.println();
            }
        }
    }

    boolean returned() {
        synchronized (files) { // want "files"
            return files == null || files.isEmpty();
        }
    }

    int conditional() {
        synchronized (files) { // want "files"
            return files == null ? 0 : files.size();
        }
    }

    void asked() {
        synchronized (files) { // want "files"
            if (Objects.isNull(files)) {
                return;
            }
            files.clear();
        }
    }

    void other(NullChecks o) {
        synchronized (o.files) { // want "o.files"
            if (o.files != null) {
                o.files.clear();
            }
        }
    }

    void inLambda() {
        Runnable r = () -> {
            synchronized (files) { // want "files"
                if (files != null) {
                    files.clear();
                }
            }
        };
        r.run();
    }

    private boolean gone() {
        return files == null;
    }

    void helper() {
        synchronized (files) { // miss "files" the helper's comparison is not seen
            if (gone()) {
                return;
            }
            files.clear();
        }
    }
}

class Thought {
    private volatile List<String> files;
    private final Object lock = new Object();
    private List<String> state;

    void other() {
        synchronized (lock) { // ok: another object is locked
            if (state == null) {
                state = List.of();
            }
        }
    }

    void again() {
        if (files == null) {
            return;
        }
        synchronized (files) { // ok: it may have become null while this thread waited for the monitor
            if (files != null) {
                files.clear();
            }
        }
    }

    void lazily() {
        if (files == null) {
            files = List.of();
        }
        synchronized (files) { // ok: compared before
            if (files == null) {
                return;
            }
            files.clear();
        }
    }

    void required() {
        java.util.Objects.requireNonNull(files);
        synchronized (files) { // ok: asked for before
            if (files == null) {
                return;
            }
            files.clear();
        }
    }

    void copied() {
        List<String> mine = files;
        synchronized (mine) { // ok: whether the field still holds the object is asked
            if (files == null) {
                return;
            }
            mine.clear();
        }
    }

    void reassigned() {
        synchronized (files) { // ok: what is compared is the new value
            files = load();
            if (files == null) {
                return;
            }
            files.clear();
        }
    }

    void awaited() throws InterruptedException {
        synchronized (files) { // ok: while waiting the monitor was free
            files.wait();
            if (files == null) {
                return;
            }
            files.clear();
        }
    }

    void element() {
        synchronized (files) { // ok: an element is compared
            if (files.get(0) == null) {
                files.clear();
            }
        }
    }

    void field(Thought o) {
        synchronized (files) { // ok: the field of another object
            if (o.files == null) {
                files.clear();
            }
        }
    }

    void later() {
        synchronized (files) { // ok: the field may become null behind the block
            files.clear();
        }
        if (files == null) {
            System.out.println();
        }
    }

    private List<String> load() {
        return null;
    }
}
