package dev.snarl.program;

import dev.snarl.facts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is held at one place of a body, and whether the lock of a guard is among it. */
final class GuardMatch {
    private final Program program;
    private final DeclaredGuards guards;
    private final Interpretation in;
    private final int lambda;
    private final int event;
    private List<Held.Entry> held;
    private boolean callersThread;
    private boolean blind;

    /**
     * @param cause   null where the lock is held, or may be
     * @param instead what is held instead, or null
     * @param wanted  the lock as this body would name it
     * @param keys    the lock across threads
     */
    record Verdict(GuardBreach.Cause cause, String instead, String wanted, Set<String> keys) {
        static final Verdict FINE = new Verdict(null, null, "", Set.of());
    }

    GuardMatch(Program program, DeclaredGuards guards, Interpretation in, int event) {
        this.program = program;
        this.guards = guards;
        this.in = in;
        this.event = event;
        this.lambda = in.escapingLambda(event);
        this.callersThread = lambda < 0;
        this.held = new ArrayList<>(in.heldAt(event).entries());
        if (callersThread) {
            held.addAll(program.entryLocks(in.method()).entries());
            held.addAll(created());
        }
        // Nobody knows who runs it, and with what held.
        blind = lambda >= 0 && in.lambda(lambda).runs() == Runs.UNKNOWN && (in.lambda(lambda).event() >= 0 || returned(lambda));
        if (callersThread) for (DeclaredGuard g : guards.contract(in.method())) blind |= g.kind() == DeclaredGuard.Kind.UNKNOWN || g.kind() == DeclaredGuard.Kind.INVALID;
        for (Held.Entry h : held) blind |= !h.must() && !h.lock().monitor() && !h.lock().path().type().known();
    }

    /** Nothing can be said: something unknown may hold the lock. */
    boolean blind() {
        return blind;
    }

    boolean lambda() {
        return lambda >= 0;
    }

    /** A function that runs at once: what the called method holds around it counts. */
    void around(int event, int arg) {
        held.addAll(in.heldAround(event, arg).entries());
    }

    /** A function that runs later, or elsewhere: nothing is held. */
    void later() {
        held = List.of();
        callersThread = false;
    }

    /** What is held where the anonymous class of this method is made, if its methods may run there. */
    private List<Held.Entry> created() {
        Method outer = in.method().owner().outerMethod();
        if (outer == null || !in.method().owner().facts().isAnonymous()) return List.of();
        Summary.AnonymousUse use = program.anonymousUse(in.method().owner());
        if (use == null || use.runs() != Runs.UNKNOWN) return List.of();
        List<Held.Entry> out = new ArrayList<>();
        for (Held.Entry h : use.held().entries()) out.add(unnamed(h));
        for (Held.Entry h : program.entryLocks(outer).entries()) out.add(unnamed(h));
        return out;
    }

    private static Held.Entry unnamed(Held.Entry h) {
        Lock l = h.lock();
        return new Held.Entry(new Lock(Path.UNKNOWN, l.key(), l.mode(), l.monitor(), l.shared(), l.label(), l.trial()), true, -1, h.at());
    }

    /** A lambda that a private method gives back, or another lambda does: its caller may run it under the lock. */
    private boolean returned(int lambda) {
        for (Exit e : in.exits()) {
            if (e.value() instanceof dev.snarl.facts.Value.Lambda l && l.index() == lambda) return e.lambda() >= 0 || in.method().isPrivate();
        }
        return false;
    }

    Verdict of(DeclaredGuard g, Path base, List<Path> args, boolean writes) {
        if (g.kind() == DeclaredGuard.Kind.UNKNOWN || g.kind() == DeclaredGuard.Kind.INVALID) return Verdict.FINE;
        Path there = g.path();
        Path here = seen(there, base, args);
        Set<String> keys = keys(there);
        Path wanted = CalledLock.in(here) ? here : in.locks().of(here, g.mode(), false).path();
        boolean firm = wanted.known() && GuardedUses.firm(in, wanted);
        Held.Entry other = null;
        Held.Entry reading = null;
        for (Held.Entry h : held) {
            if (!h.must()) continue;
            Path p = called(h.lock().path());
            boolean same = wanted.known() && p.known() && wanted.equals(p);
            if (wraps(wanted, g.path(), p, h.lock().key())) return Verdict.FINE;
            boolean alike = keys.contains(h.lock().key());
            if (same || alike && !(firm && p.known() && GuardedUses.firm(in, p))) {
                if (!writes && g.mode() == LockMode.READ || h.lock().mode() == LockMode.EXCLUSIVE || !writes && g.path() != null) return Verdict.FINE;
                reading = h;
            } else if (alike) {
                other = h;
            }
        }
        if (lentLock(keys) || takenByHelper(keys) || givenBackLater(wanted, g.path())) return Verdict.FINE;
        if (callersThread) {
            for (DeclaredGuard c : guards.contract(in.method())) {
                if (c.kind() != DeclaredGuard.Kind.LOCK) continue;
                Path p = CalledLock.in(c.path()) ? c.path() : in.locks().of(c.path(), c.mode(), false).path();
                if (wanted.equals(p) || !(firm && GuardedUses.firm(in, p)) && keys(c.path()).stream().anyMatch(keys::contains)) return Verdict.FINE;
            }
        }
        String name = here.known() && here.start().root() != Path.Root.CLASS ? in.locks().label(here) : g.text();
        if (g.kind() == DeclaredGuard.Kind.ITSELF && !here.known()) name = "itself";
        if (reading != null) return new Verdict(GuardBreach.Cause.READ_HOLD, reading.lock().label(), name, keys);
        String instead = null;
        for (Held.Entry h : held) if (h.must() && instead == null) instead = h.lock().label();
        return new Verdict(other != null ? GuardBreach.Cause.OTHER_OBJECT : GuardBreach.Cause.UNHELD, other != null ? other.lock().label() : instead, name, keys);
    }

    /** The guard is an object with a lock of its own inside, and that one is held. */
    private static boolean wraps(Path wanted, Path there, Path held, String key) {
        if (there.root() != Path.Root.FIELD || !(there.type().decl() instanceof SourceType s)) return false;
        for (Path x = held.base(); x != null && wanted.known(); x = x.base()) if (x.equals(wanted)) return true;
        return !held.known() && key.startsWith(s.name() + ".");
    }

    /** After the use this body gives the lock back though it is never seen to take it: something else has. */
    private boolean givenBackLater(Path wanted, Path there) {
        if (!wanted.known()) return false;
        for (int e = event + 1; e < in.events().length; e++) {
            for (Lock l : in.events()[e] instanceof Event.Call ? in.releases(e) : List.<Lock>of()) {
                if (!l.path().equals(wanted) && !wraps(wanted, there, l.path(), l.key())) continue;
                boolean taken = false;
                for (Acquisition a : in.acquisitions()) taken |= a.lock().path().equals(l.path()) && a.event() < e;
                if (!taken) return true;
            }
        }
        return false;
    }

    /** The lambda is handed to a scanned method that takes the lock, there or in a task: it may run the lambda under it. */
    private boolean takenByHelper(Set<String> keys) {
        if (lambda < 0 || in.lambda(lambda).event() < 0) return false;
        Method helper = in.typing().target(in.lambda(lambda).event()).source();
        if (helper == null || !helper.hasBody()) return false;
        for (Acquisition a : program.interpret(helper).acquisitions()) if (keys.contains(a.lock().key())) return true;
        return false;
    }

    /** The lock went into the constructor of this anonymous class: its superclass may hold it when it calls the methods. */
    private boolean lentLock(Set<String> keys) {
        SourceType t = in.method().owner();
        if (!callersThread || !t.facts().isAnonymous() || t.outerMethod() == null || t.ancestry().complete() && !t.extendsForeign()) return false;
        Interpretation outer = program.interpret(t.outerMethod());
        for (Event e : outer.events()) {
            if (!(e instanceof Event.New n) || n.anonymous() != t.index()) continue;
            for (dev.snarl.facts.Value a : n.args()) {
                Path p = outer.locks().path(a);
                if (p.known() && (keys.contains(outer.locks().of(p, LockMode.EXCLUSIVE, false).key()) || keys.contains(outer.locks().of(p, LockMode.EXCLUSIVE, true).key()))) return true;
            }
        }
        return false;
    }

    private Set<String> keys(Path there) {
        Set<String> keys = new TreeSet<>();
        if (CalledLock.in(there) || !there.known()) return keys;
        for (boolean monitor : new boolean[] {false, true}) {
            Lock l = in.locks().of(there, LockMode.EXCLUSIVE, monitor);
            if (l.shared()) keys.add(l.key());
        }
        return keys;
    }

    /** The lock of a member, seen from where the member is used. */
    private Path seen(Path p, Path base, List<Path> args) {
        return switch (p.root()) {
            case THIS -> base;
            case CLASS -> p;
            case OUTER -> outer(p, base);
            case PARAM -> p.index() < args.size() ? args.get(p.index()) : Path.UNKNOWN;
            case FIELD -> {
                if (p.base().root() == Path.Root.CLASS) yield p;
                Path b = seen(p.base(), base, args);
                yield b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            default -> Path.UNKNOWN;
        };
    }

    private Path outer(Path p, Path base) {
        if (!base.isThis() && base.root() != Path.Root.OUTER) return Path.UNKNOWN;
        if (p.decl() == in.method().owner()) return Path.self(in.method().owner());
        for (SourceType t = in.method().owner().outer(); t != null; t = t.outer()) if (t == p.decl()) return p;
        return Path.UNKNOWN;
    }

    /** With the results of calls without arguments as steps, so that two calls of one getter are one lock. */
    private Path called(Path p) {
        if (p.root() == Path.Root.FIELD && p.base().root() != Path.Root.CLASS) {
            Path b = called(p.base());
            return b.known() ? b.field(p.field(), p.type()) : p;
        }
        if (p.root() != Path.Root.RESULT || p.index() < 0 || p.index() >= in.events().length || !(in.events()[p.index()] instanceof Event.Call c) || !c.args().isEmpty()) return p;
        Target t = in.typing().target(c.id());
        Path base = t.method() != null && t.method().isStatic() ? Path.classOf(t.method().owner()) : called(in.locks().receiverPath(c, t));
        return base.known() ? base.field(new CalledLock(c.name() + "()"), p.type()) : p;
    }

    /** Anyone may call the method, but all calls in sight come from under the lock. */
    boolean heldByAllCallers(Set<String> keys) {
        if (!callersThread) return false;
        List<CallEdge> edges = program.calls().edgesTo(in.method());
        boolean any = false;
        for (CallEdge e : edges) {
            if (e.caller() == in.method()) continue;
            boolean holds = false;
            for (Held.Entry h : e.held().must()) holds |= keys.contains(h.lock().key());
            if (!holds && e.inCallersThread()) for (Held.Entry h : program.entryLocks(e.caller()).entries()) holds |= keys.contains(h.lock().key());
            if (!holds && e.inCallersThread()) for (DeclaredGuard c : guards.contract(e.caller())) holds |= c.path().known() && keys(c.path()).stream().anyMatch(keys::contains);
            if (!holds) return false;
            any = true;
        }
        return any;
    }
}
