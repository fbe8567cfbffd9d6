package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Mods;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds calls to the threads that annotations name. A thread that is not known for certain breaks nothing. One use, one thread. */
final class ThreadContracts {
    private static final int FAR = 4;
    /** A method that asks which thread it is in knows what it does. */
    private static final Pattern ASKS = Pattern.compile("(is|assert|check|require|ensure|on)\\w*(Thread|Edt|Looper|Worker)|myLooper|getMyLooper|invokeRequired|isDispatchThread", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OF_OBJECT = Set.of("toString", "hashCode", "equals", "finalize", "clone", "getClass");
    private final Program program;
    private final Threads threads;
    private final Map<Method, Contract> contracts = new HashMap<>();
    private final List<ThreadBreach> found = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    /** The thread that a method belongs to. */
    private record Contract(String thread, String annotation, Method declared) {
        static final Contract NONE = new Contract("", "", null);

        boolean none() {
            return thread.isEmpty();
        }
    }

    /** The thread that code runs in; {@code thread} is empty where it is not known. */
    private record Place(String thread, String label, String why, Task handover) {
        static final Place UNKNOWN = new Place("", "", "", null);

        boolean known() {
            return !thread.isEmpty();
        }
    }

    private record Walk(Method method, int lambda, List<CallEdge> way) {}

    ThreadContracts(Program program) {
        this.program = program;
        this.threads = new Threads(program);
    }

    List<ThreadBreach> find() {
        if (!declaredAnywhere()) return List.of();
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || m.owner().unit().test() || asks(m)) continue;
            for (CallEdge e : program.calls().edgesFrom(m)) {
                if (e.reference() && !e.inCallersThread()) continue;
                Contract c = common(e.callees());
                if (!c.none()) call(e, c);
            }
            for (Task t : program.tasksOf(m)) {
                if (t.method() == null) continue;
                Contract c = contract(t.method());
                if (c.none()) continue;
                Place p = of(t);
                if (broken(c.thread, p.thread)) add(t.method(), c, p, m, t.span(), List.of());
            }
        }
        return found;
    }

    private boolean declaredAnywhere() {
        Set<String> names = program.knowledge().annotations(Role.CONFINED);
        for (SourceType t : program.universe().types()) {
            if (t.hasAnnotation(names)) return true;
            for (Method m : t.methods()) if (SourceType.has(m.facts().annotations(), names)) return true;
        }
        return false;
    }

    private boolean asks(Method m) {
        for (CallEdge e : program.calls().edgesFrom(m)) if (ASKS.matcher(e.callees().get(0).name()).matches()) return true;
        return m.mentions("isEventDispatchThread") || m.mentions("isDispatchThread") || m.mentions("isFxApplicationThread") || m.mentions("myLooper") || m.mentions("getMainLooper")
                || m.mentions("currentThread");
    }

    // ---- what is declared

    private Contract common(List<Method> callees) {
        Contract c = contract(callees.get(0));
        for (Method m : callees) if (!contract(m).thread.equals(c.thread)) return Contract.NONE;
        return c;
    }

    private Contract contract(Method m) {
        Contract c = contracts.get(m);
        if (c == null) {
            c = find(m);
            contracts.put(m, c);
        }
        return c;
    }

    private Contract find(Method m) {
        if (m.facts().isInitializer() || OF_OBJECT.contains(m.name())) return Contract.NONE;
        Contract own = of(m.facts().annotations(), m);
        if (own != null) return own;
        if (!m.isStatic() && !m.isPrivate()) {
            for (Decl d : m.owner().ancestry().decls()) {
                if (d == m.owner()) continue;
                for (MethodDecl o : d.ownMethods(m.name())) {
                    if (!(o instanceof Method s) || o.is(Mods.PRIVATE) || !Members.sameErasure(o, m)) continue;
                    Contract c = of(s.facts().annotations(), s);
                    if (c != null) return c;
                }
            }
        }
        Contract c = of(m.owner().facts().annotations(), null);
        return c == null ? Contract.NONE : c;
    }

    private Contract of(List<AnnotationFacts> written, Method m) {
        Contract found = null;
        for (AnnotationFacts a : program.annotations().of(written, Role.CONFINED)) {
            AnnotationFact f = program.annotations().fact(a, Role.CONFINED);
            String thread = f.attributes().getOrDefault("thread", named(a));
            if (thread.equals("main")) thread = "ui";
            // Of several threads it may be called in each.
            if (found != null && !found.thread.equals(thread)) return new Contract("several", a.simpleName(), m);
            found = new Contract(thread, a.simpleName(), m);
        }
        return found;
    }

    private static String named(AnnotationFacts a) {
        String v = String.join(",", Annotations.values(a, "value"));
        return v.equals("UI") || v.endsWith(".UI") ? "ui" : "own";
    }

    // ---- which thread it is

    private Place of(Task t) {
        String what = "a " + t.label() + " handed over in " + t.host().label();
        switch (t.thread()) {
            case "ui", "edt", "fx":
                return new Place(t.thread(), "the thread of the user interface", what, t);
            case "timer", "common-pool", "virtual", "cleaner", "worker", "shutdown":
                return new Place("background", "a background thread", what, t);
            case "":
                break;
            default:
                return Place.UNKNOWN;
        }
        boolean own = t.parallel() || t.fact() != null && (t.fact().role() == Role.START || t.fact().role() == Role.THREAD_CONSTRUCTOR);
        boolean pool = !own && (threads.pool(t) != null || t.executor().known() && t.executor().type().isA("java.util.concurrent.ExecutorService").yes());
        return own || pool ? new Place("background", "a background thread", what, t) : Place.UNKNOWN;
    }

    /** The thread of a method's code, or of one of its lambdas that leaves its thread, by what is declared or seen there. */
    private Place at(Method m, int lambda) {
        if (lambda >= 0) {
            Place only = null;
            for (Task t : program.tasksOf(m)) {
                if (t.lambda() != lambda) continue;
                Place p = of(t);
                if (only != null && !only.thread.equals(p.thread)) return Place.UNKNOWN;
                only = p;
            }
            return only == null ? Place.UNKNOWN : only;
        }
        Contract c = contract(m);
        if (!c.none()) return new Place(c.thread, label(c.thread), m.label() + " is declared @" + c.annotation, null);
        if (program.userInterface(m)) return new Place("edt", label("edt"), "the toolkit calls " + m.label(), null);
        if (m.name().equals("main") && m.isStatic()) return new Place("launcher", "the thread that starts the program", m.label() + " is where the program starts", null);
        if (m.name().equals("run") && m.facts().params().isEmpty() && m.owner().isA("java.lang.Thread").yes()) {
            return new Place("background", label("background"), m.label() + " is the code of a thread", null);
        }
        if (m.name().equals("doInBackground") && (m.owner().isA("javax.swing.SwingWorker").yes() || m.owner().isA("android.os.AsyncTask").yes())) {
            return new Place("background", label("background"), "a worker thread runs " + m.label(), null);
        }
        Place only = null;
        for (Task t : program.tasks()) {
            if (t.method() != m) continue;
            Place p = of(t);
            if (only != null && !only.thread.equals(p.thread)) return Place.UNKNOWN;
            only = p;
        }
        return only == null || !program.taskOnly(m) ? Place.UNKNOWN : only;
    }

    private static String label(String thread) {
        return switch (thread) {
            case "ui", "edt", "fx" -> "the thread of the user interface";
            case "any" -> "any thread";
            case "own" -> "a thread of its own";
            default -> "a background thread";
        };
    }

    private static boolean broken(String need, String have) {
        return switch (need) {
            case "ui" -> have.equals("background") || have.equals("worker") || have.equals("binder") || have.equals("any");
            case "edt" -> have.equals("background") || have.equals("worker") || have.equals("any") || have.equals("launcher");
            case "worker" -> have.equals("ui") || have.equals("edt") || have.equals("fx");
            default -> false;
        };
    }

    // ---- calls

    /** Goes from the call back to where its thread is known. */
    private void call(CallEdge first, Contract c) {
        ArrayDeque<Walk> open = new ArrayDeque<>();
        Set<Method> seen = new HashSet<>();
        open.add(new Walk(first.caller(), first.lambda(), List.of()));
        while (!open.isEmpty()) {
            Walk w = open.poll();
            if (asks(w.method) || w.method.owner().unit().test()) continue;
            Place p = at(w.method, w.lambda);
            if (p.known()) {
                if (!broken(c.thread, p.thread)) continue;
                add(first.callees().get(0), c, p, first.caller(), first.span(), w.way);
                return;
            }
            if (w.lambda >= 0 || w.way.size() == FAR || !seen.add(w.method) || !EntryLocks.callersKnown(w.method)) continue;
            for (CallEdge e : program.calls().edgesTo(w.method)) {
                if (e.callees().size() != 1 || e.reference()) continue;
                List<CallEdge> way = new ArrayList<>();
                way.add(e);
                way.addAll(w.way);
                open.add(new Walk(e.caller(), e.lambda(), way));
            }
        }
    }

    private void add(Method target, Contract c, Place p, Method caller, dev.snarl.facts.Span span, List<CallEdge> way) {
        for (String word : List.of("WrongThread", "thread-confinement-contract", "CallToThreadConfined")) {
            if (Annotations.suppressed(caller.facts().annotations(), caller.owner(), word)) return;
        }
        if (!told.add(target.id() + " " + caller.id() + " " + span.line())) return;
        found.add(new ThreadBreach(target, c.declared, c.annotation, label(c.thread), p.label, p.why, caller, span, way, p.handover));
    }
}
