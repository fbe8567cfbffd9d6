package lazystatic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Statics that are made at first use, with no lock. */
final class Lazily {
    private Lazily() {
    }

    static final class Registry {
        private static Registry instance;
        private final Map<String, String> names = new HashMap<>();

        static Registry instance() {
            if (instance == null) {
                instance = new Registry(); // want "Registry.instance"
            }
            return instance;
        }

        Map<String, String> names() {
            return names;
        }
    }

    private static List<String> reversed;
    private static List<String> early;
    private static Object ternary;
    private static StringBuilder nested;
    private static volatile Map<String, Integer> counts;
    private static Map<String, String> viaLocal;
    private static Map<String, String> viaHelper;
    private static List<Object> viaLibrary;
    private static List<String> inLambda;
    private static List<String> inSwitch;
    private static List<String> inTry;
    private static int[] table;

    static List<String> reversed() {
        if (null == reversed) reversed = new ArrayList<>(); // want "reversed"
        return reversed;
    }

    static List<String> early() {
        if (early != null) return early;
        List<String> made = new ArrayList<>();
        made.add("a");
        early = made; // want "early"
        return made;
    }

    static Object ternary() {
        ternary = ternary == null ? new Object() : ternary; // want "ternary"
        return ternary;
    }

    static Object nested(boolean wanted) {
        return wanted ? nested != null ? nested : (nested = new StringBuilder()) : null; // want "nested"
    }

    static Map<String, Integer> counts() {
        if (counts == null) {
            counts = new HashMap<>(); // want "two threads that come at once make two objects."
        }
        return counts;
    }

    static Map<String, String> viaLocal() {
        Map<String, String> local = viaLocal;
        if (local == null) {
            local = new HashMap<>();
            viaLocal = local; // want "viaLocal"
        }
        return local;
    }

    static Map<String, String> viaHelper() {
        if (viaHelper == null) viaHelper = make(); // want "viaHelper"
        return viaHelper;
    }

    private static Map<String, String> make() {
        Map<String, String> m = new HashMap<>();
        return m;
    }

    static List<Object> viaLibrary() {
        if (viaLibrary == null) {
            viaLibrary = Collections.emptyList(); // want "viaLibrary"
        }
        return viaLibrary;
    }

    static Supplier<List<String>> inLambda() {
        return () -> {
            if (inLambda == null) inLambda = new ArrayList<>(); // want "inLambda"
            return inLambda;
        };
    }

    static List<String> inSwitch(int kind) {
        return switch (kind) {
            case 1 -> {
                if (inSwitch == null) inSwitch = new ArrayList<>(); // want "inSwitch"
                yield inSwitch;
            }
            default -> List.of();
        };
    }

    static List<String> inTry(java.io.Reader in) throws java.io.IOException {
        if (inTry == null) {
            try (java.io.BufferedReader r = new java.io.BufferedReader(in)) {
                List<String> lines = new ArrayList<>();
                lines.add(r.readLine());
                inTry = lines; // want "inTry"
            }
        }
        return inTry;
    }

    static int[] table() {
        if (table == null) {
            table = new int[] {1, 2, 3}; // want "table"
        }
        return table;
    }

    /** The test and the assignment stand in two methods. */
    static final class Split {
        private static List<String> all;

        static List<String> all() {
            if (all == null) fill();
            return all;
        }

        private static void fill() {
            all = new ArrayList<>(); // miss "Split.all"
        }
    }

    /** Set by another class. */
    static void ofAnother() {
        if (Holders.shared == null) Holders.shared = new ArrayList<>(); // want "shared"
    }
}
