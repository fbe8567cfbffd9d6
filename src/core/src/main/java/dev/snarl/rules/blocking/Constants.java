package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Block;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import java.util.List;
import java.util.Map;

/** Numbers and times that the sources tell for certain. */
final class Constants {
    private static final int DEPTH = 8;
    private static final Map<String, Double> UNITS = Map.of("NANOSECONDS", 1e-6, "MICROSECONDS", 1e-3, "MILLISECONDS", 1.0, "SECONDS", 1e3, "MINUTES", 6e4, "HOURS", 3.6e6, "DAYS", 8.64e7);
    private static final Map<String, Double> DURATIONS = Map.of("ofNanos", 1e-6, "ofMillis", 1.0, "ofSeconds", 1e3, "ofMinutes", 6e4, "ofHours", 3.6e6, "ofDays", 8.64e7);

    private final Program program;

    Constants(Program program) {
        this.program = program;
    }

    /** How long a timed wait lasts at most, in milliseconds; -1 where that is not known. */
    double millis(Interpretation in, Block b) {
        if (!b.timed()) return -1;
        List<Value> args = in.typing().event(b.event()) instanceof Event.Call c ? c.args() : List.of();
        if (args.isEmpty()) return -1;
        if (in.typing().event(b.event()) instanceof Event.Call c && c.name().equals("sleep") && c.receiver() != null && unit(c.receiver()) != null) return times(number(in, args.get(0), 0), unit(c.receiver()));
        for (int i = 0; i < args.size(); i++) {
            Double unit = unit(args.get(i));
            if (unit != null && i > 0) return times(number(in, args.get(i - 1), 0), unit);
            if (in.typing().typeOf(args.get(i)).isA("java.util.concurrent.TimeUnit").yes()) return -1;
            double d = duration(in, args.get(i));
            if (d >= 0) return d;
        }
        for (Value a : args) {
            Type t = in.typing().typeOf(a);
            if (t.isPrimitive()) return times(number(in, a, 0), 1.0);
        }
        return -1;
    }

    private double duration(Interpretation in, Value v) {
        Value x = v;
        if (x instanceof Value.Local l && fixed(in, l) != null) x = fixed(in, l);
        if (!(x instanceof Value.Result r) || !(in.typing().event(r.event()) instanceof Event.Call c) || c.args().size() != 1) return -1;
        Double unit = DURATIONS.get(c.name());
        return unit == null ? -1 : times(number(in, c.args().get(0), 0), unit);
    }

    private static double times(Long n, double unit) {
        return n == null ? -1 : n * unit;
    }

    /** The milliseconds of a constant of TimeUnit, or null. */
    static Double unit(Value v) {
        return v instanceof Value.Field f ? UNITS.get(f.name()) : v instanceof Value.Name n ? UNITS.get(n.id()) : null;
    }

    /** The value of a constant expression, or null. */
    Long number(Interpretation in, Value v) {
        return number(in, v, 0);
    }

    private Long number(Interpretation in, Value v, int depth) {
        if (v == null || depth > DEPTH) return null;
        if (v instanceof Value.Constant c) return literal(c);
        if (v instanceof Value.Cast c) return number(in, c.operand(), depth + 1);
        if (v instanceof Value.Unary u && u.op().equals("-")) {
            Long n = number(in, u.operand(), depth + 1);
            return n == null ? null : -n;
        }
        if (v instanceof Value.Local l) return number(in, fixed(in, l), depth + 1);
        if (v instanceof Value.Binary b) {
            Long x = number(in, b.left(), depth + 1), y = number(in, b.right(), depth + 1);
            if (x == null || y == null) return null;
            return switch (b.op()) {
                case "*" -> x * y;
                case "+" -> x + y;
                case "-" -> x - y;
                case "/" -> y == 0 ? null : Long.valueOf(x / y);
                default -> null;
            };
        }
        if (v instanceof Value.Name || v instanceof Value.Field) {
            Path p = in.locks().path(v);
            if (p.root() == Path.Root.FIELD && p.field() instanceof Field f && f.isFinal()) return field(f, depth);
        }
        return null;
    }

    private static Value fixed(Interpretation in, Value.Local l) {
        LocalFacts f = in.typing().body().locals().get(l.index());
        return f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() ? f.initial() : null;
    }

    private Long field(Field f, int depth) {
        if (!f.facts().initializer()) return null;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.Write w && w.initializer() && in.locks().path(w.target()).field() == f) return number(in, w.value(), depth + 1);
            }
        }
        return null;
    }

    private static Long literal(Value.Constant c) {
        if (c.kind() != Value.ConstantKind.INT && c.kind() != Value.ConstantKind.LONG) return null;
        String s = c.text().replaceAll("[_lL]", "");
        try {
            return s.startsWith("0x") || s.startsWith("0X") ? Long.parseLong(s.substring(2), 16) : Long.parseLong(s);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
