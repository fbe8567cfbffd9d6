package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Kind;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The monitor of an object that this very call has made and that no other thread can name: it keeps nobody out. */
public final class LockOnLocal implements Rule {
    /** Platform types whose objects start no threads and give no one a way to themselves. */
    private static final Set<String> PLAIN = Set.of("java.lang.Object", "java.lang.String", "java.lang.StringBuilder", "java.lang.StringBuffer", "java.io.StringWriter",
            "java.io.ByteArrayOutputStream", "java.io.ByteArrayInputStream", "java.io.StringReader", "java.io.CharArrayWriter");

    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        QuietConstruction quiet = new QuietConstruction(program);
        LockReports reports = new LockReports(id());
        MonitorUse.regions(program, use -> {
            List<Origin> all = origins.of(use.in(), use.lock());
            boolean fresh = false, scanned = false;
            for (Origin o : all) {
                if (o.kind() == Kind.NULL) continue;
                if (o.kind() != Kind.FRESH || o.field() != null || !plain(o.type()) && !quiet.of(o.type())) return;
                fresh = true;
                scanned |= o.type().decl() instanceof SourceType;
            }
            if (!fresh || waits(use)) return;
            Set<Integer> locals = new HashSet<>();
            if (!own(use.in(), use.lock(), use.lambda(), locals, 0) || escapes(program, use, locals, scanned)) return;
            reports.add(null, use, fault(use, locals.isEmpty()));
        });
        reports.into(out);
    }

    private static boolean plain(Type t) {
        if (t.isArray()) return true;
        if (t.decl() == null || t.decl() instanceof SourceType) return false;
        if (PLAIN.contains(t.name())) return true;
        return t.name().startsWith("java.util.") && (t.isA("java.util.Collection").yes() || t.isA("java.util.Map").yes());
    }

    /** A monitor that is waited on for a time serves as a pause. */
    private static boolean waits(MonitorUse use) {
        for (Event e : use.in().events()) {
            if (e instanceof Event.Call c && c.name().equals("wait") && !c.args().isEmpty() && use.region().span().contains(c.span())) return true;
        }
        return false;
    }

    /** Gathers the locals of this code that stand for the object; false where it comes from elsewhere. */
    private static boolean own(Interpretation in, Value v, int lambda, Set<Integer> locals, int depth) {
        if (depth > 6) return false;
        if (v instanceof Value.Cast c) return own(in, c.operand(), lambda, locals, depth + 1);
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (!own(in, x, lambda, locals, depth + 1)) return false;
            return true;
        }
        if (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            if (f.kind() != LocalFacts.Kind.VARIABLE || f.lambda() != lambda) return false;
            if (!locals.add(l.index())) return true;
            for (Event e : in.events()) {
                if (e instanceof Event.Assign a && a.local() == l.index() && !own(in, a.value(), lambda, locals, depth + 1)) return false;
            }
            return true;
        }
        return v instanceof Value.Result || v instanceof Value.Binary || v instanceof Value.Constant;
    }

    /** Whether others may get to know the object: as an argument, in a field, in an array, through a lambda or a local class, or by a returned copy of the local. */
    private static boolean escapes(Program program, MonitorUse use, Set<Integer> locals, boolean scanned) {
        if (locals.isEmpty()) return false;
        Interpretation in = use.in();
        // Another local that is given one of them stands for the object too.
        for (boolean more = true; more; ) {
            more = false;
            for (Event e : in.events()) if (e instanceof Event.Assign a && names(a.value(), locals)) more |= locals.add(a.local());
        }
        for (Event e : in.events()) {
            List<Value> given = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : e instanceof Event.Write w ? List.of(w.value()) : List.of();
            for (Value v : given) if (names(v, locals)) return true;
            Value used = e instanceof Event.Call c ? c.receiver() : null;
            if (used == null) continue;
            // A method of the program may make its object known.
            if (names(used, locals) && (scanned || in.typing().lambdaOf(e.id()) != use.lambda())) return true;
            // Views and iterators of it are its own; a reference to a method of it may run anywhere.
            for (Value v : given) if (v instanceof Value.MethodRef r && names(r.scope(), locals)) return true;
        }
        return inLambda(in, use.lambda(), locals) || captured(program, use.method(), in, locals);
    }

    /** Another function locks the object too, or gives it away. */
    private static boolean inLambda(Interpretation in, int own, Set<Integer> locals) {
        boolean[] found = new boolean[1];
        List<LambdaFacts> all = in.typing().body().lambdas();
        for (int i = 0; i < all.size(); i++) {
            if (i == own) continue;
            Nodes.walk(all.get(i).body(), n -> {
                Value v = n instanceof Node.Sync s ? s.lock() : n instanceof Node.Return r ? r.value() : null;
                found[0] |= v != null && names(v, locals);
            });
        }
        return found[0];
    }

    private static boolean captured(Program program, Method m, Interpretation in, Set<Integer> locals) {
        Fates fates = program.fates();
        for (int i : locals) {
            for (Method other : fates.around(m.owner(), in.typing().body().locals().get(i).name())) {
                for (SourceType t = other.owner(); t != null; t = t.outer()) if (t.outerMethod() == m) return true;
            }
        }
        return false;
    }

    private static boolean names(Value v, Set<Integer> locals) {
        if (v instanceof Value.Local l) return locals.contains(l.index());
        if (v instanceof Value.Cast c) return names(c.operand(), locals);
        if (v instanceof Value.MethodRef r) return r.scope() != null && names(r.scope(), locals);
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (names(x, locals)) return true;
        }
        return false;
    }

    private LockReports.Fault fault(MonitorUse use, boolean temporary) {
        String lock = temporary ? "an object that is made anew for this statement" : use.name() + ", an object that this call of " + use.method().label() + " has made for itself";
        return new LockReports.Fault(Confidence.HIGH, "synchronized takes the monitor of " + lock + ": each thread locks its own, so the block keeps nobody out.",
                List.of(), List.of(), "Lock the object that the threads share, or a private final Object; if nothing here is shared, drop the synchronized.");
    }
}
