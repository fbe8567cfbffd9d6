package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.ValueWalk;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A StampedLock used against its terms: optimistic reads that nobody validates, stamps given back in another mode, a second hold of one thread. */
public final class StampedLockMisuse implements Rule {
    private static final String TYPE = "java.util.concurrent.locks.StampedLock";

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>(LockKinds.names(program, LockKinds.STAMPED, Role.ACQUIRE, Role.TRY_ACQUIRE, Role.RELEASE));
        names.add("validate");
        for (MethodFact f : program.knowledge().methods(Role.VIEW)) if (f.type().equals(TYPE)) names.add(f.name());
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        Reacquire again = new Reacquire(program);
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported() || fates.inTest(m) || m.owner().isA(TYPE).possible()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !names.contains(c.name()) || c.receiver() == null || !in.typing().typeOf(c.receiver()).isA(TYPE).yes()) continue;
                if (c.name().equals("validate")) validation(program, in, c, findings);
                else if (c.name().equals("tryOptimisticRead")) optimistic(program, in, c, findings);
                else if (LockKinds.is(LockKinds.fact(program, in, c, Role.RELEASE), LockKinds.STAMPED)) release(program, in, c, findings);
            }
            for (Reacquire.Second s : again.of(in)) reentry(in, s, findings);
        }
    }

    // ---- optimistic reads

    private static void optimistic(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        int[] uses = new int[1];
        Integer local = null;
        boolean other = false;
        for (Event e : in.events()) {
            if (e instanceof Event.Assign a && isResult(a.value(), c.id())) local = a.local();
        }
        Integer kept = local;
        values(in, v -> uses[0] += isResult(v, c.id()) ? 1 : 0);
        if (local == null) {
            if (uses[0] > 0 || c.resultUsed()) return;
        } else {
            if (in.typing().body().locals().get(kept).kind() != LocalFacts.Kind.VARIABLE || captured(in)) return;
            int[] seen = new int[1];
            values(in, v -> seen[0] += v instanceof Value.Local l && l.index() == kept ? 1 : 0);
            int back = 0;
            // Given back as a lock's stamp it is no validation: that is told there.
            for (Event e : in.events()) {
                if (e instanceof Event.Call x && LockKinds.is(LockKinds.fact(program, in, x, Role.RELEASE), LockKinds.STAMPED)) for (Value v : x.args()) back += v instanceof Value.Local l && l.index() == kept ? 1 : 0;
            }
            other = seen[0] - zeroTests(in, kept) - back > 0;
            if (other || back > 0) return;
        }
        String name = LockName.of(in.typing(), c.receiver());
        findings.at(in.method(), c.span(), name + ".tryOptimisticRead").evidence(local == null ? "the stamp is dropped" : "the stamp is given to no validate() or tryConvert..()")
                .step(c.span(), "gets a stamp, which keeps nobody out").tell(Confidence.HIGH,
                        in.method().label() + " reads under " + name + ".tryOptimisticRead() and never calls validate() with the stamp. Nothing keeps writers out meanwhile: what was read may be half old and half new.",
                        "Copy the fields into locals, then use them only if validate(stamp) is true; else read again under readLock().");
    }

    /** Comparisons of the stamp with zero, which say nothing of writers that came later. */
    private static int zeroTests(Interpretation in, int local) {
        int[] n = new int[1];
        values(in, v -> n[0] += v instanceof Value.Binary b && b.left() instanceof Value.Local l && l.index() == local && b.right() instanceof Value.Constant ? 1 : 0);
        return n[0];
    }

    private static void values(Interpretation in, java.util.function.Consumer<Value> visit) {
        ValueWalk.values(in.typing().body().root(), visit);
        in.typing().body().lambdas().forEach(l -> ValueWalk.values(l.body(), visit));
    }

    private static boolean captured(Interpretation in) {
        for (Event e : in.events()) if (e instanceof Event.New n && n.anonymous() >= 0) return true;
        return false;
    }

    private static void validation(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        String name = LockName.of(in.typing(), c.receiver());
        boolean[] used = {c.resultUsed()};
        values(in, v -> used[0] |= isResult(v, c.id()));
        if (!used[0]) {
            findings.at(in.method(), c.span(), name + ".validate").evidence("the call is a statement of its own").step(c.span(), "asks whether a writer came in, and does not hear the answer")
                    .tell(Confidence.HIGH, in.method().label() + " drops the result of " + name + ".validate(..): what was read is used whether or not a writer came in between.",
                            "Use what was read only if validate(stamp) is true; else read again under readLock().");
            return;
        }
        Path lock = in.locks().path(c.receiver());
        int l = in.typing().lambdaOf(c.id());
        FlowGraph graph = FlowGraph.of(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body());
        for (Point t : graph.points()) {
            if (t.kind() != FlowGraph.Kind.TEST || t.next().size() != 2) continue;
            boolean not = t.value() instanceof Value.Unary u && u.op().equals("!") && isResult(u.operand(), c.id());
            if (!not && !isResult(t.value(), c.id())) continue;
            Event.Read late = lateRead(program, in, lock, t.next().get(not ? 1 : 0));
            if (late == null) continue;
            Field f = (Field) in.locks().path(late.target()).field();
            findings.at(in.method(), late.span(), f.label()).evidence("the field is written under the write lock of " + name).related(c.span(), "validated here, before the read")
                    .step(c.span(), "finds that no writer has come in so far").step(late.span(), "reads " + f.name() + " with no lock: a writer may be in now")
                    .tell(Confidence.MEDIUM, in.method().label() + " reads " + f.label() + " after " + name + ".validate(..): only what was read before the validation is known to be consistent.",
                            "Copy the field into a local before validate(), and use the copy.");
            return;
        }
    }

    /** The first read behind a good validation that nothing protects any more. */
    private static Event.Read lateRead(Program program, Interpretation in, Path lock, Point from) {
        Set<Point> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Point> open = new ArrayList<>(List.of(from));
        Event.Read first = null;
        while (!open.isEmpty()) {
            Point p = open.remove(open.size() - 1);
            if (!seen.add(p)) continue;
            if (p.event() instanceof Event.Call c && c.receiver() != null && in.locks().path(c.receiver()).equals(lock)) continue;
            if (p.event() instanceof Event.Read r && guarded(program, in, r, lock) && (first == null || r.span().compareTo(first.span()) < 0)) first = r;
            open.addAll(p.next());
        }
        return first;
    }

    private static boolean guarded(Program program, Interpretation in, Event.Read r, Path lock) {
        if (!(r.target() instanceof Value.Name || r.target() instanceof Value.Field)) return false;
        if (!(in.locks().path(r.target()).field() instanceof Field f) || f.isFinal() || f.isVolatile() || !in.reached(r.id()) || !in.heldAt(r.id()).isEmpty()) return false;
        Path p = in.locks().path(r.target());
        if (p.root() != Path.Root.FIELD || !(p.base().isThis() || f.isStatic())) return false;
        for (Access a : program.accesses(f)) {
            if (!a.writes() || a.initial()) continue;
            for (Held.Entry h : program.heldAt(a)) {
                if (!h.lock().monitor() && h.lock().mode() == LockMode.EXCLUSIVE && h.lock().path().type().isA(TYPE).yes() && lock.field() != null
                        && h.lock().path().field() != null && h.lock().path().field().name().equals(lock.field().name())) return true;
            }
        }
        return false;
    }

    // ---- stamps given back

    private static void release(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        if (c.args().size() != 1 || !(c.args().get(0) instanceof Value.Local stamp)) return;
        LocalFacts l = in.typing().body().locals().get(stamp.index());
        if (l.kind() != LocalFacts.Kind.VARIABLE) return;
        String wanted = LockKinds.fact(program, in, c, Role.RELEASE).attribute("mode", "");
        Path lock = in.locks().path(c.receiver());
        Event.Call source = null;
        String sourceMode = null;
        boolean sameLock = false, fits = false;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || a.local() != stamp.index()) continue;
            if (a.value() instanceof Value.Constant) continue;
            if (!(a.value() instanceof Value.Result r) || !(in.events()[r.event()] instanceof Event.Call s) || s.receiver() == null) return;
            MethodFact f = LockKinds.fact(program, in, s, Role.ACQUIRE);
            if (f == null) f = LockKinds.fact(program, in, s, Role.TRY_ACQUIRE);
            if (!LockKinds.is(f, LockKinds.STAMPED)) return;
            String mode = f.attribute("mode", "");
            if (mode.isEmpty()) mode = s.name().toLowerCase(java.util.Locale.ROOT).contains("write") ? "write" : "read";
            fits |= wanted.isEmpty() ? !mode.equals("optimistic") : mode.equals(wanted);
            Path of = in.locks().path(s.receiver());
            sameLock |= of.equals(lock) || !distinct(in, of, lock);
            source = s;
            sourceMode = mode;
        }
        if (source == null || fits && sameLock) return;
        String name = LockName.of(in.typing(), c.receiver());
        String from = LockName.of(in.typing(), source.receiver());
        String message = !fits ? in.method().label() + " gives " + name + "." + c.name() + "(..) a stamp of " + source.name() + "(), which is " + (sourceMode.equals("optimistic") ? "no hold at all" : "a " + sourceMode + " hold")
                : in.method().label() + " gives " + name + "." + c.name() + "(..) a stamp of another lock, '" + from + "'";
        findings.at(in.method(), c.span(), name + "." + c.name()).related(source.span(), "the stamp comes from here").step(source.span(), "gets the stamp").step(c.span(), "gives it back as another one")
                .tell(Confidence.HIGH, message + ". The call throws IllegalMonitorStateException" + (sourceMode.equals("optimistic") ? "." : ", and what is held is never given back."),
                        !fits ? "Give a stamp back in the mode in which it was got, or use unlock(stamp)." : "Give each stamp back to its own lock.");
    }

    private static boolean distinct(Interpretation in, Path a, Path b) {
        return LockKinds.stable(in, a) && LockKinds.stable(in, b) && a.root() == Path.Root.FIELD && b.root() == Path.Root.FIELD && java.util.Objects.equals(a.base(), b.base());
    }

    // ---- no re-entry

    private static void reentry(Interpretation in, Reacquire.Second s, MethodFindings findings) {
        Lock lock = s.held().lock();
        if (s.trial() || !lock.path().type().isA(TYPE).yes()) return;
        boolean reads = lock.mode() == LockMode.READ && s.mode() == LockMode.READ;
        Method m = in.method();
        String name = in.locks().label(lock.path());
        String how = s.where() == m ? "takes the lock '" + name + "' again with " + s.call() + "()" : "calls " + s.call() + "(), which takes the lock '" + name + "' again";
        findings.at(m, s.at(), name + " again").evidence("a StampedLock does not know its owner, and is not re-entrant").related(s.held().at(), "held since here").related(s.where(), s.there(), "taken again here")
                .step(s.held().at(), "takes " + name).step(s.at(), reads ? "waits behind a writer that waits for the first read hold" : "waits for itself")
                .tell(reads ? Confidence.MEDIUM : Confidence.HIGH, m.label() + " " + how + " while it holds it. "
                                + (reads ? "When a writer asks between the two, it waits for the first hold, and the second waits behind it: nobody goes on." : "The thread waits for itself, for ever."),
                        "Split the method: let the public one take the lock and a private one do the work, or pass the stamp on.");
    }

    private static boolean isResult(Value v, int event) {
        return v instanceof Value.Result r && r.event() == event;
    }
}
