package tooearly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Objects that others can see before they are filled. */
final class TooEarly {
    static final class Point {
        int x;
        int y;
        private String name;

        void name(String n) {
            name = n;
        }

        String name() {
            return name;
        }
    }

    private volatile List<String> words;
    private volatile Point point;
    private volatile Map<String, String> byLock;
    private volatile Map<String, String> viaLocal;
    private volatile Point named;
    private volatile int[] slots;
    private volatile Properties early;
    private volatile boolean ready;
    private Map<String, String> settings;
    private static List<String> days;
    private static String[] weekend;
    private static volatile List<String> inLambda;
    private final ReentrantLock lock = new ReentrantLock();

    List<String> words() {
        if (words == null) {
            synchronized (this) {
                if (words == null) {
                    words = new ArrayList<>();
                    words.add("a"); // want "calls add() on it"
                    words.add("b");
                }
            }
        }
        return words;
    }

    Point point() {
        if (this.point == null) {
            synchronized (this) {
                if (this.point == null) {
                    this.point = new Point();
                    this.point.x = 1; // want "writes its field x"
                    this.point.y = 2;
                }
            }
        }
        return point;
    }

    Map<String, String> byLock() {
        Map<String, String> m = byLock;
        if (m != null) return m;
        lock.lock();
        try {
            if (byLock == null) {
                byLock = new HashMap<>();
                for (String s : List.of("a", "b")) byLock.put(s, s); // want "calls put() on it"
            }
            return byLock;
        } finally {
            lock.unlock();
        }
    }

    Map<String, String> viaLocal() {
        if (viaLocal == null) {
            synchronized (this) {
                if (viaLocal == null) {
                    Map<String, String> m = new HashMap<>();
                    viaLocal = m;
                    m.put("a", "b"); // want "calls put() on it"
                }
            }
        }
        return viaLocal;
    }

    Point named() {
        if (named == null) {
            synchronized (this) {
                if (named == null) {
                    named = new Point();
                    named.name("a"); // want "calls name() on it"
                }
            }
        }
        return named;
    }

    int[] slots() {
        if (slots == null) {
            synchronized (this) {
                if (slots == null) {
                    slots = new int[4];
                    slots[0] = 1; // want "writes its elements"
                }
            }
        }
        return slots;
    }

    Properties early(java.io.InputStream in) throws java.io.IOException {
        if (early == null) {
            synchronized (this) {
                if (early == null) {
                    early = new Properties();
                    try (in) {
                        early.load(in); // want "calls load() on it"
                    }
                }
            }
        }
        return early;
    }

    String setting(String key) {
        if (!ready) {
            synchronized (this) {
                if (!ready) {
                    ready = true;
                    settings = new HashMap<>(); // want "says that all is ready before"
                }
            }
        }
        return settings.get(key);
    }

    static List<String> days() {
        if (days == null) {
            days = new ArrayList<>();
            days.add("monday"); // want "calls add() on it"
        }
        return days;
    }

    static String[] weekend() {
        if (weekend == null) {
            weekend = new String[2];
            weekend[0] = "saturday"; // want "writes its elements"
        }
        return weekend;
    }

    Supplier<List<String>> inLambda() {
        return () -> {
            if (inLambda == null) {
                synchronized (TooEarly.class) {
                    if (inLambda == null) {
                        inLambda = new ArrayList<>();
                        inLambda.add("a"); // want "calls add() on it"
                    }
                }
            }
            return inLambda;
        };
    }

    private volatile Point filledElsewhere;

    Point filledElsewhere() {
        if (filledElsewhere == null) {
            synchronized (this) {
                if (filledElsewhere == null) {
                    filledElsewhere = new Point();
                    fill(filledElsewhere); // miss "filledElsewhere"
                }
            }
        }
        return filledElsewhere;
    }

    private static void fill(Point p) {
        p.x = 1;
    }
}
