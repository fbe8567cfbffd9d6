package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells when a function runs that is handed to a call: by knowledge for libraries, by analysis for scanned methods (a parameter that is only invoked
 * inside runs at once; one that is handed on follows that call; one that is stored runs later). Safe for use by several threads.
 */
final class FunctionUse {
    private static final int DEPTH = 3;

    private record Verdict(Runs runs, MethodFact fact) {}

    private final Universe universe;
    private final Functional functional;
    private final Roles roles;
    private final Getters getters;
    private final Map<String, Verdict> memo = new ConcurrentHashMap<>();

    FunctionUse(Universe universe, Functional functional, Roles roles, Getters getters) {
        this.universe = universe;
        this.functional = functional;
        this.roles = roles;
        this.getters = getters;
    }

    LambdaContext of(Typing typing, int event, String name, List<Value> args, Value receiver, int arg) {
        return of(typing, event, name, args, receiver, arg, DEPTH);
    }

    private LambdaContext of(Typing typing, int event, String name, List<Value> args, Value receiver, int arg, int depth) {
        Target t = typing.target(event);
        for (MethodFact f : roles.of(name, args.size(), t)) {
            switch (f.role()) {
                case SUBMIT, START, THREAD_CONSTRUCTOR:
                    if (has(f, arg)) {
                        boolean direct = f.attribute("thread", "").equals("caller");
                        return new LambdaContext(direct ? Runs.IMMEDIATE : Runs.DEFERRED, event, arg, f);
                    }
                    break;
                case PARALLEL:
                    if (has(f, arg)) return new LambdaContext(Runs.PARALLEL, event, arg, f);
                    break;
                case IMMEDIATE:
                    if (f.attribute("task", "").isEmpty() || has(f, arg)) {
                        boolean parallel = receiver != null && parallelStream(typing, receiver, 0);
                        return new LambdaContext(parallel ? Runs.PARALLEL : Runs.IMMEDIATE, event, arg, f);
                    }
                    break;
                case DEFERRED, SHIP:
                    return new LambdaContext(Runs.DEFERRED, event, arg, f);
                default:
            }
        }
        Method m = t.source();
        if (m != null && !t.ambiguous() && depth > 0) {
            int p = Math.min(arg, m.facts().params().size() - 1);
            if (p >= 0 && m.hasBody() && !overridden(m)) {
                Verdict v = param(m, p, depth - 1);
                return new LambdaContext(v.runs, event, arg, v.fact);
            }
        }
        return new LambdaContext(Runs.UNKNOWN, event, arg, null);
    }

    private static boolean overridden(Method m) {
        if (m.isPrivate() || m.isStatic() || m.facts().isInitializer() || m.owner().isFinal()) return false;
        for (SourceType s : m.owner().subtypes()) {
            for (Method o : s.ownMethods(m.name())) if (Members.sameErasure(o, m)) return true;
        }
        return false;
    }

    private static boolean has(MethodFact f, int arg) {
        for (int i : Roles.indices(f.attribute("task", ""))) if (i == arg) return true;
        return false;
    }

    /** Whether a value is a stream on which parallel() was asked, as far as this body shows. */
    boolean parallelStream(Typing typing, Value v, int depth) {
        if (depth > 20) return false;
        if (v instanceof Value.Local l) {
            var f = typing.body().locals().get(l.index());
            return f.effectivelyFinal() && f.initial() != null && parallelStream(typing, f.initial(), depth + 1);
        }
        if (!(v instanceof Value.Result r) || !(typing.event(r.event()) instanceof Event.Call c)) return false;
        if (c.name().equals("sequential")) return false;
        if (c.name().equals("parallel") || c.name().equals("parallelStream")) {
            return roles.first(Role.PARALLEL, c.name(), c.args().size(), typing.target(c.id())) != null;
        }
        return c.receiver() != null && parallelStream(typing, c.receiver(), depth + 1);
    }

    /** When a scanned method runs its p-th parameter. */
    private Verdict param(Method m, int p, int depth) {
        String key = m.id() + ":" + p + ":" + depth;
        Verdict r = memo.get(key);
        if (r == null) {
            r = find(m, p, depth);
            memo.put(key, r);
        }
        return r;
    }

    private Verdict find(Method m, int p, int depth) {
        Typing typing = new Typing(new Typings(universe, functional), m, m.body());
        Locks locks = new Locks(typing, roles, getters);
        Path wanted = Path.param(p, typing.localType(p));
        Verdict found = null;
        for (Event e : typing.index().events) {
            Verdict here = use(typing, locks, e, wanted, depth);
            if (here == null) continue;
            if (found != null && found.runs != here.runs) {
                Verdict later = found.runs == Runs.DEFERRED ? found : here.runs == Runs.DEFERRED ? here : null;
                return later == null ? new Verdict(Runs.UNKNOWN, null) : later;
            }
            found = found != null && found.fact != null ? found : here;
        }
        return found == null ? new Verdict(Runs.UNKNOWN, null) : found;
    }

    /** What one event does with the function, or null when it does nothing. */
    private Verdict use(Typing typing, Locks locks, Event e, Path wanted, int depth) {
        if (e instanceof Event.Call c) {
            if (c.receiver() != null && locks.path(c.receiver()).equals(wanted)) {
                int lambda = typing.lambdaOf(c.id());
                return lambda < 0 ? new Verdict(Runs.IMMEDIATE, null) : lambdaRuns(typing, locks, lambda, depth);
            }
            for (int i = 0; i < c.args().size(); i++) {
                if (locks.path(c.args().get(i)).equals(wanted)) return verdict(of(typing, c.id(), c.name(), c.args(), c.receiver(), i, depth));
            }
        } else if (e instanceof Event.New n) {
            for (int i = 0; i < n.args().size(); i++) {
                if (locks.path(n.args().get(i)).equals(wanted)) return verdict(of(typing, n.id(), "<init>", n.args(), null, i, depth));
            }
        } else if (e instanceof Event.Write w && locks.path(w.value()).equals(wanted)) {
            return new Verdict(Runs.DEFERRED, null);
        }
        return null;
    }

    private static Verdict verdict(LambdaContext x) {
        return new Verdict(x.runs(), x.fact());
    }

    private Verdict lambdaRuns(Typing typing, Locks locks, int lambda, int depth) {
        for (Event e : typing.index().events) {
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (int i = 0; i < args.size(); i++) {
                for (Value f : locks.functions(args.get(i))) {
                    if (f instanceof Value.Lambda l && l.index() == lambda) {
                        return verdict(e instanceof Event.Call c ? of(typing, c.id(), c.name(), args, c.receiver(), i, depth)
                                : of(typing, e.id(), "<init>", args, null, i, depth));
                    }
                }
            }
        }
        return new Verdict(Runs.UNKNOWN, null);
    }
}
