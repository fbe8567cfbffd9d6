package dev.snarl.rules.atomics;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Atomics compare by identity: equals of two atomics tells whether they are one object, and a compare-and-set of a box whether it is one box. */
public final class AtomicCompareMisuse implements Rule {
    private static final Set<String> SWAPS = Set.of("compareAndSet", "weakCompareAndSet", "weakCompareAndSetPlain", "weakCompareAndSetVolatile", "weakCompareAndSetAcquire",
            "weakCompareAndSetRelease", "compareAndExchange", "compareAndExchangeAcquire", "compareAndExchangeRelease");
    private static final Map<String, Integer> EXPECTED = Map.of("AtomicReference", 0, "AtomicReferenceArray", 1, "AtomicStampedReference", 0,
            "AtomicMarkableReference", 0, "AtomicReferenceFieldUpdater", 1);
    /** Boxes of which each boxing may make another one. Boolean has two for all. */
    private static final Set<String> BOXES = Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Character", "java.lang.Float", "java.lang.Double");
    private static final Set<String> PRIMITIVES = Set.of("int", "long", "short", "char", "float", "double", "byte");

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new java.util.TreeSet<>(SWAPS);
        names.add("equals");
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported()) continue;
            Interpretation in = program.interpret(m);
            Map<String, Integer> ordinals = new HashMap<>();
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c)) continue;
                String message = c.name().equals("equals") ? equalsOf(in, c) : SWAPS.contains(c.name()) ? swap(in, c) : null;
                if (message == null) continue;
                boolean equals = c.name().equals("equals");
                String identity = m.key() + "|" + c.name() + "|" + ordinals.merge(c.name(), 1, Integer::sum);
                out.add(new Finding(id(), null, Confidence.HIGH, Program.site(m, c.span()), m.label(), message, List.of(), List.of(), List.of(),
                        equals ? "Compare what they hold: a.get() == b.get(), or equals of the two values."
                                : "Pass the very reference that get() gave, or use AtomicInteger or AtomicLong, which compare by value.", identity, ""));
            }
        }
    }

    private static String equalsOf(Interpretation in, Event.Call c) {
        Target t = in.typing().target(c.id());
        if (c.args().size() == 1 && c.receiver() != null && !t.viaType() && !(c.receiver() instanceof Value.Super)) {
            Type of = in.typing().typeOf(c.receiver());
            if (!AtomicTypes.identityEquals(of) || c.args().get(0) instanceof Value.This) return null;
            return of.simpleName() + " inherits equals from Object: this call is true only if both are one object, whatever they hold.";
        }
        if (c.args().size() != 2 || !t.viaType() || !t.receiver().is("java.util.Objects")) return null;
        for (Value a : c.args()) {
            Type of = in.typing().typeOf(a);
            if (AtomicTypes.identityEquals(of) && !nullConstant(c.args().get(0)) && !nullConstant(c.args().get(1))) {
                return "Objects.equals asks " + of.simpleName() + ".equals, which is that of Object: true only if both are one object, whatever they hold.";
            }
        }
        return null;
    }

    private static boolean nullConstant(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL;
    }

    private static String swap(Interpretation in, Event.Call c) {
        if (c.receiver() == null) return null;
        Type of = in.typing().typeOf(c.receiver());
        if (of.decl() == null || !of.name().startsWith(AtomicTypes.PACKAGE)) return null;
        String atomic = of.name().substring(AtomicTypes.PACKAGE.length());
        Integer at = EXPECTED.get(atomic);
        if (at == null || at >= c.args().size()) return null;
        Value expected = c.args().get(at);
        String held = of.args().isEmpty() ? "" : of.args().get(of.args().size() - 1).name();
        if (BOXES.contains(held)) {
            String box = held.substring(held.lastIndexOf('.') + 1);
            if (boxed(in, expected, 0)) {
                return c.name() + " compares boxes by identity: the " + box + " made here for the expected value is another object than the one held, beyond the small cached values.";
            }
        }
        if (made(in, expected)) return c.name() + " compares by identity: the expected value is made right here, so the reference can never hold it.";
        return null;
    }

    /** A primitive that is boxed on the spot; the compiler shares one box for small constants. */
    private static boolean boxed(Interpretation in, Value v, int depth) {
        if (depth > 4 || v instanceof Value.Constant c && small(c)) return false;
        if (v instanceof Value.Unary u && u.operand() instanceof Value.Constant c && small(c)) return false;
        if (v instanceof Value.Cast c) return boxed(in, c.operand(), depth + 1);
        Type t = in.typing().typeOf(v);
        if (t.isPrimitive()) return PRIMITIVES.contains(t.name());
        if (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            return f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() && f.initial() != null && boxed(in, f.initial(), depth + 1);
        }
        if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c && c.name().equals("valueOf") && c.args().size() == 1) {
            Target target = in.typing().target(r.event());
            return target.viaType() && BOXES.contains(target.receiver().name()) && boxed(in, c.args().get(0), depth + 1);
        }
        return false;
    }

    private static boolean small(Value.Constant c) {
        if (c.kind() == Value.ConstantKind.CHAR) return c.text().length() == 1 && c.text().charAt(0) < 128;
        if (c.kind() != Value.ConstantKind.INT && c.kind() != Value.ConstantKind.LONG) return false;
        try {
            long n = Long.decode(c.text().replace("_", "").replaceAll("[lL]$", ""));
            return n >= -128 && n < 128;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A new object, or a string put together at run time. */
    private static boolean made(Interpretation in, Value v) {
        if (v instanceof Value.Result r) return in.typing().event(r.event()) instanceof Event.New;
        return v instanceof Value.Binary b && b.op().equals("+") && in.typing().typeOf(v).is("java.lang.String") && !constant(in, b);
    }

    private static boolean constant(Interpretation in, Value v) {
        if (v instanceof Value.Constant) return true;
        if (v instanceof Value.Binary b) return constant(in, b.left()) && constant(in, b.right());
        var p = in.locks().path(v);
        return p.field() != null && dev.snarl.facts.Mods.has(p.field().mods(), dev.snarl.facts.Mods.FINAL) && dev.snarl.facts.Mods.has(p.field().mods(), dev.snarl.facts.Mods.STATIC);
    }
}
