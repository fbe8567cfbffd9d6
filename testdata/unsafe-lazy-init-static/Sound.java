package lazystatic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** Statics that look lazy and are no race, or one that does no harm. */
final class Sound {
    private Sound() {
    }

    private static final class Holder {
        static final List<String> LIST = new ArrayList<>();
    }

    static List<String> holder() {
        return Holder.LIST; // ok: the class loader locks
    }

    enum Single { INSTANCE }

    private static Sound eager = new Sound(); // ok: eager

    static Sound eager() {
        return eager;
    }

    private static List<String> locked;
    private static List<String> methodLocked;
    private static List<String> byLock;
    private static List<String> indirect;
    private static final Lock LOCK = new ReentrantLock();

    static List<String> locked() {
        synchronized (Sound.class) {
            if (locked == null) locked = new ArrayList<>(); // ok: under the lock
            return locked;
        }
    }

    static synchronized List<String> methodLocked() {
        if (methodLocked == null) methodLocked = new ArrayList<>(); // ok: under the lock
        return methodLocked;
    }

    static List<String> byLock() {
        LOCK.lock();
        try {
            if (byLock == null) byLock = new ArrayList<>(); // ok: under the lock
            return byLock;
        } finally {
            LOCK.unlock();
        }
    }

    static synchronized List<String> indirect() {
        return makeIndirect();
    }

    private static List<String> makeIndirect() {
        if (indirect == null) indirect = new ArrayList<>(); // ok: every caller holds the lock
        return indirect;
    }

    private static volatile List<String> checkedTwice;

    static List<String> checkedTwice() {
        if (checkedTwice == null) {
            synchronized (Sound.class) {
                if (checkedTwice == null) checkedTwice = new ArrayList<>(); // ok: the second test is under the lock
            }
        }
        return checkedTwice;
    }

    private static String text;
    private static Integer hash;
    private static Pattern pattern;
    private static Locale locale;
    private static Range range;

    record Range(int low, int high) {
    }

    static String text() {
        if (text == null) text = new String("a").toUpperCase(Locale.ROOT); // ok: a string, as good as any other
        return text;
    }

    static int hash() {
        if (hash == null) hash = compute(); // ok: a box
        return hash;
    }

    private static int compute() {
        return 7;
    }

    static Pattern pattern() {
        if (pattern == null) pattern = Pattern.compile("a*"); // ok: immutable
        return pattern;
    }

    static Locale locale() {
        if (locale == null) return Locale.getDefault(); // ok: nothing is assigned
        return locale;
    }

    static Range range() {
        if (range == null) range = new Range(1, 2); // ok: final fields of primitive types
        return range;
    }

    private static List<String> configured;

    static void configure(List<String> value) {
        if (configured == null) configured = value; // ok: nothing is made here
    }

    private static ClassLoader loader;

    static ClassLoader loader() {
        if (loader == null) loader = Thread.currentThread().getContextClassLoader(); // ok: what is there anyway
        return loader;
    }

    private static List<String> initial;

    static {
        if (initial == null) initial = new ArrayList<>(); // ok: the class is being initialised
    }

    private static Map<String, String> options;

    public static void main(String[] args) {
        if (options == null) options = new HashMap<>(); // ok: the main thread
        parse(args);
    }

    private static void parse(String[] args) {
        if (options == null) options = new HashMap<>(); // ok: the main thread alone calls it
    }

    private static JPanel panel;

    static JPanel panel() {
        if (panel == null) panel = new JPanel(); // ok: the user interface has one thread
        return panel;
    }

    static final class Label extends JLabel {
        private static Map<String, String> icons;

        static Map<String, String> icons() {
            if (icons == null) icons = new HashMap<>(); // ok: part of the user interface
            return icons;
        }
    }

    @interface NotThreadSafe {
    }

    @NotThreadSafe
    static final class Declared {
        private static List<String> list;

        static List<String> list() {
            if (list == null) list = new ArrayList<>(); // ok: declared to be for one thread
            return list;
        }
    }

    private static List<String> perThread;
    private static boolean ready;

    static List<String> otherTest() {
        perThread = ready ? new ArrayList<>() : perThread; // ok: no test of the field itself
        return perThread;
    }

    /** A factory that only looks like a singleton. */
    static Sound factory() {
        Sound s = null;
        if (s == null) s = new Sound(); // ok: a local
        return s;
    }

    static List<String> unknownFactory(org.example.Maker maker) {
        if (made == null) made = maker.make(); // ok: nothing is known of the maker
        return made;
    }

    private static List<String> made;
}
