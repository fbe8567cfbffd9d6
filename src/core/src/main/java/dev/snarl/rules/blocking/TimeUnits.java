package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** In which unit of time a value counts: by the call that gives it, else by the last word of its name. */
final class TimeUnits {
    private static final int DEPTH = 4;
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("nanos", "NANOSECONDS"), Map.entry("nanoseconds", "NANOSECONDS"), Map.entry("nanosec", "NANOSECONDS"), Map.entry("ns", "NANOSECONDS"),
            Map.entry("micros", "MICROSECONDS"), Map.entry("microseconds", "MICROSECONDS"), Map.entry("millis", "MILLISECONDS"), Map.entry("milliseconds", "MILLISECONDS"), Map.entry("milli", "MILLISECONDS"),
            Map.entry("millisec", "MILLISECONDS"), Map.entry("msec", "MILLISECONDS"), Map.entry("msecs", "MILLISECONDS"), Map.entry("ms", "MILLISECONDS"), Map.entry("seconds", "SECONDS"), Map.entry("secs", "SECONDS"), Map.entry("sec", "SECONDS"),
            Map.entry("minutes", "MINUTES"), Map.entry("mins", "MINUTES"), Map.entry("hours", "HOURS"), Map.entry("days", "DAYS"));
    private static final Map<String, String> CONVERTS = Map.of("toNanos", "NANOSECONDS", "toMicros", "MICROSECONDS", "toMillis", "MILLISECONDS", "toSeconds", "SECONDS", "toMinutes", "MINUTES", "toHours", "HOURS", "toDays", "DAYS");
    private static final Map<String, String> OF_DURATION = Map.of("ofNanos", "NANOSECONDS", "ofMillis", "MILLISECONDS", "ofSeconds", "SECONDS", "ofMinutes", "MINUTES", "ofHours", "HOURS", "ofDays", "DAYS");
    private static final List<String> TIMES = List.of("java.util.concurrent.TimeUnit", "java.time.Duration");

    /** The methods of other types whose result has a unit that their name does not end in. */
    private static final Set<String> GIVES = Set.of("nanoTime", "convert", "getSeconds", "millis", "toEpochMilli", "getEpochSecond");

    private TimeUnits() {}

    /** Whether a body with this word may hold a value whose unit {@link #of(Interpretation, Value)} tells: without such a word it tells of none. */
    static boolean saysUnit(String word) {
        return GIVES.contains(word) || CONVERTS.containsKey(word) || ofName(word) != null;
    }

    /** The constant of TimeUnit that a name ends in, or null. A plural or a short form counts only as a word of its own. */
    static String ofName(String name) {
        if (!endsLikeUnit(name)) return null;
        String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2").split("_+");
        if (words.length == 0) return null;
        String last = words[words.length - 1].toLowerCase(Locale.ROOT);
        if (words.length > 1 && words[words.length - 2].equalsIgnoreCase("per")) return null;
        if (words.length == 1 && last.length() < 5) return null;
        for (String w : words) if (w.equalsIgnoreCase("per") || w.equalsIgnoreCase("to") || w.equalsIgnoreCase("in") && words.length == 2) return null;
        // millisSinceNanos, secondsOfMillis: a conversion, and which of the two counts is not for sure.
        for (int i = 0; i + 1 < words.length; i++) {
            String w = words[i].toLowerCase(Locale.ROOT);
            // nanoTimePlusMillis: the sum counts in the first.
            if (w.equals("plus") || w.equals("minus")) return null;
            if (w.length() > 4 && WORDS.containsKey(w) && !WORDS.get(w).equals(WORDS.get(last))) return null;
        }
        String unit = WORDS.get(last);
        // MilliSeconds, MSecs, nano_seconds
        if (words.length == 1 || !"SECONDS".equals(unit)) return unit;
        return switch (words[words.length - 2].toLowerCase(Locale.ROOT)) {
            case "milli", "m" -> "MILLISECONDS";
            case "micro", "u" -> "MICROSECONDS";
            case "nano", "n" -> "NANOSECONDS";
            default -> unit;
        };
    }

    /** Told of nearly every name in a program, so without taking it apart. */
    private static boolean endsLikeUnit(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '_') end--;
        if (end < 2) return false;
        for (String w : WORDS.keySet()) if (name.regionMatches(true, end - w.length(), w, 0, w.length())) return true;
        return false;
    }

    /** The unit of a value that is one of TimeUnit's constants, or null. */
    static String constant(Value v) {
        String n = v instanceof Value.Field f ? f.name() : v instanceof Value.Name x ? x.id() : null;
        return n != null && Constants.unit(v) != null ? n : null;
    }

    /** The unit of a number, or null where it is not told; sums and differences keep it. */
    static String of(Interpretation in, Value v) {
        return of(in, v, 0);
    }

    private static String of(Interpretation in, Value v, int depth) {
        if (v == null || depth > DEPTH) return null;
        if (v instanceof Value.Cast c) return of(in, c.operand(), depth + 1);
        if (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            if (!number(in.typing().typeOf(v))) return null;
            // What a local is given says more than its name.
            String by = f.effectivelyFinal() && f.initial() instanceof Value.Result ? of(in, f.initial(), depth + 1) : null;
            return by != null ? by : ofName(f.name());
        }
        if (v instanceof Value.Captured c) return number(in.typing().typeOf(v)) ? ofName(c.name()) : null;
        if (v instanceof Value.Name || v instanceof Value.Field) {
            String n = v instanceof Value.Name x ? x.id() : ((Value.Field) v).name();
            return number(in.typing().typeOf(v)) ? ofName(n) : null;
        }
        if (v instanceof Value.Binary b && (b.op().equals("+") || b.op().equals("-"))) {
            String x = of(in, b.left(), depth + 1), y = of(in, b.right(), depth + 1);
            return x == null ? y : y == null || x.equals(y) ? x : null;
        }
        if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c) return call(in, c, depth);
        return null;
    }

    private static String call(Interpretation in, Event.Call c, int depth) {
        Target t = in.typing().target(c.id());
        String on = t.receiver().known() ? t.receiver().name() : "";
        if (on.equals("java.lang.System")) return c.name().equals("currentTimeMillis") ? "MILLISECONDS" : c.name().equals("nanoTime") ? "NANOSECONDS" : null;
        if (on.equals("java.lang.Math") && (c.name().equals("min") || c.name().equals("max")) && c.args().size() == 2) {
            String x = of(in, c.args().get(0), depth + 1), y = of(in, c.args().get(1), depth + 1);
            return x == null ? y : y == null || x.equals(y) ? x : null;
        }
        if (TIMES.contains(on)) {
            if (c.name().equals("convert") && c.receiver() != null) return constant(c.receiver());
            if (c.name().equals("getSeconds")) return "SECONDS";
            return CONVERTS.get(c.name());
        }
        if (on.equals("java.time.Clock") && c.name().equals("millis") || on.equals("java.time.Instant") && c.name().equals("toEpochMilli")) return "MILLISECONDS";
        if (on.equals("java.time.Instant") && c.name().equals("getEpochSecond")) return "SECONDS";
        return t.source() != null && number(t.source().returnType()) && !c.name().startsWith("to") && !c.name().contains("2") ? ofName(c.name()) : null;
    }

    /** Whether the unit of a duration that a factory of Duration takes is this one; null for another call. */
    static String ofDuration(String method) {
        return OF_DURATION.get(method);
    }

    static boolean number(Type t) {
        return t.isPrimitive() && (t.name().equals("long") || t.name().equals("int") || t.name().equals("double"));
    }

    static String label(String unit) {
        return unit.toLowerCase(Locale.ROOT);
    }

    /** Whether a field's name says a unit that its type can hold. */
    static String of(Field f) {
        return number(f.type()) ? ofName(f.name()) : null;
    }
}
