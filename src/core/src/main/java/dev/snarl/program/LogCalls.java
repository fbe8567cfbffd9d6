package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells calls that only write for a human reader: loggers of any library, print streams, stack traces. */
public final class LogCalls {
    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "warning", "error", "fatal", "severe", "config", "fine", "finer", "finest",
            "log", "logp", "exiting", "entering", "throwing");
    /** What fluent loggers are told before they write. */
    private static final Set<String> CHAINED = Set.of("withCause", "setCause", "withThrowable", "addArgument", "setMessage", "atLevel", "withLocation");
    private static final List<String> STEMS = List.of("trace", "debug", "info", "warn", "error", "fatal");
    private static final Set<String> PRINTS = Set.of("print", "println", "printf", "format", "append", "flush", "write");

    private LogCalls() {}

    /** By the receiver's type where it is known, else by the names that loggers and their methods have. */
    public static boolean is(Event.Call c, Target t) {
        String n = c.name();
        if (n.equals("printStackTrace")) return true;
        String type = t.receiver().name();
        if (PRINTS.contains(n) && (type.equals("java.io.PrintStream") || type.equals("java.io.PrintWriter"))) return true;
        String lower = n.toLowerCase(Locale.ROOT);
        boolean levelled = LEVELS.contains(lower) || lower.startsWith("log") || level(lower);
        if (c.receiver() == null) return levelled;
        if (!levelled && !CHAINED.contains(n)) return false;
        return logger(t.receiver().simpleName()) || logger(lastName(c.receiver()));
    }

    /** {@code debugf}, {@code infov}, {@code errorFormat}, {@code atInfo}. */
    private static boolean level(String lower) {
        for (String l : STEMS) if (lower.startsWith(l) || lower.equals("at" + l)) return true;
        return false;
    }

    private static boolean logger(String name) {
        return name.toLowerCase(Locale.ROOT).contains("log");
    }

    private static String lastName(Value v) {
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) return f.name();
        return "";
    }
}
