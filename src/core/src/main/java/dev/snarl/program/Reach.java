package dev.snarl.program;

import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows each task, and the callers of the classes that hand tasks over, through the call graph with the objects they can name and the locks they hold,
 * and notes the field accesses they come to. Bounded by {@link #DEPTH} calls and {@link #STATES} states for each start.
 */
final class Reach {
    private static final int DEPTH = 8;
    private static final int STATES = 1500;
    private final Program program;
    private final Entities entities;
    private final Map<Field, List<Side>> sides = new LinkedHashMap<>();
    private Set<String> seen = new HashSet<>();
    private ThreadRole role;
    private Method top;
    private int topEvent;
    private int topLoops;
    private Set<String> wanted;

    Reach(Program program) {
        this.program = program;
        this.entities = new Entities(program);
    }

    /** The sides of all fields that a task comes to, tasks' before callers'. */
    Map<Field, List<Side>> run() {
        Threads threads = new Threads(program);
        Set<SourceType> shared = new LinkedHashSet<>();
        Set<Method> hosts = new LinkedHashSet<>();
        for (Task t : program.tasks()) {
            if (t.host().owner().unit().test() && t.method() == null) continue;
            if (t.thread().equals("shutdown") || t.thread().equals("cleaner")) continue;
            role = threads.role(t);
            task(t);
            shared.add(t.host().owner());
            if (t.method() != null) shared.add(t.method().owner());
            for (SourceType o = t.host().owner().outer(); o != null; o = o.outer()) shared.add(o);
            // A task that hands itself over again comes to no other thread than its next run.
            if (t.lambda() >= 0 || !program.taskOnly(t.host()) || !sameTask(t)) hosts.add(t.host());
        }
        wanted = new HashSet<>();
        for (List<Side> l : sides.values()) for (Side s : l) wanted.add(s.entity());
        for (SourceType s : shared) callers(s, ThreadRole.CALLER);
        for (Method h : hosts) if (!h.facts().isInitializer() || h.facts().isConstructor()) host(h);
        statics();
        return sides;
    }

    private static boolean sameTask(Task t) {
        return t.method() != null && t.object().isThis() && t.method().owner() == t.host().owner();
    }

    private void task(Task t) {
        Frame host = hostFrame(t.host(), t.lambda());
        seen = new HashSet<>();
        if (t.lambda() >= 0) {
            top = t.host();
            body(host, t.lambda(), List.of(), List.of(), 0);
            return;
        }
        Method m = t.method();
        top = m;
        String self = m.isStatic() ? null : entities.of(t.object(), host);
        if (self == null && !m.isStatic()) self = "task:" + m.owner().name();
        Map<Field, String> fields = t.args().isEmpty() ? Map.of() : constructed(m.owner(), t.args(), host);
        body(new Frame(m, self, List.of(), fields, false, -1), -1, List.of(), List.of(), 0);
    }

    private static Frame hostFrame(Method m, int lambda) {
        return new Frame(m, m.isStatic() ? null : "this:" + m.owner().name(), List.of(), Map.of(), true, lambda);
    }

    /** What the fields of a newly made object refer to, told by the constructor that stores its parameters. */
    private Map<Field, String> constructed(SourceType type, List<Path> args, Frame host) {
        Map<Field, String> out = new HashMap<>();
        if (type.kind() == dev.snarl.facts.TypeKind.RECORD) {
            List<dev.snarl.facts.ParamFacts> components = type.facts().components();
            for (int i = 0; i < components.size() && i < args.size(); i++) {
                Field f = type.ownField(components.get(i).name());
                String e = entities.of(args.get(i), host);
                if (f != null && e != null) out.put(f, e);
            }
            return out;
        }
        for (Method c : type.ownMethods("<init>")) {
            if (c.facts().params().size() != args.size()) continue;
            for (ParamStore s : ParamStore.of(program, c)) {
                if (s.param() < args.size()) {
                    String e = entities.of(args.get(s.param()), host);
                    if (e != null) out.put(s.field(), e);
                }
            }
        }
        return out;
    }

    private void body(Frame f, int lambda, List<Held.Entry> held, List<CallEdge> via, int depth) {
        if (seen.size() > STATES) return;
        Method m = f.method();
        for (Access a : program.accessesIn(m)) {
            if (a.lambda() != lambda || a.owned()) continue;
            if (via.isEmpty()) {
                topEvent = a.event();
                topLoops = a.loops();
            }
            access(a, f, held, via);
        }
        if (depth >= DEPTH) return;
        for (CallEdge e : program.calls().edgesFrom(m)) {
            if (e.lambda() != lambda) continue;
            if (via.isEmpty()) {
                topEvent = e.event();
                topLoops = e.loops();
            }
            for (Method callee : e.callees()) {
                if (callee.facts().isConstructor() && e.receiver().isFresh()) continue;
                follow(e, callee, f, held, via, depth);
            }
        }
    }

    private void follow(CallEdge e, Method callee, Frame f, List<Held.Entry> held, List<CallEdge> via, int depth) {
        String self = callee.isStatic() ? null : entities.of(e.receiver(), f);
        if (!callee.isStatic() && (self == null || self.equals(Frame.OWN))) {
            boolean useful = false;
            for (Path p : e.args()) useful |= useful(entities.of(p, f));
            if (!useful) return;
        }
        List<String> params = new ArrayList<>(e.args().size());
        for (Path p : e.args()) params.add(entities.of(p, f));
        List<Held.Entry> now = held;
        if (!e.held().isEmpty()) {
            now = new ArrayList<>(held);
            for (Held.Entry h : e.held().must()) if (h.lock().shared()) now.add(new Held.Entry(EntryLocks.inCallee(h.lock(), e), true, -1, h.at()));
        }
        Map<Field, String> fields = e.receiver().isThis() && f.method().owner() == callee.owner() ? f.fields() : Map.of();
        String state = callee.id() + "|" + self + "|" + params + "|" + keys(now) + "|" + (via.isEmpty() ? topEvent : 0) + "|" + fields.size();
        if (!seen.add(state)) return;
        List<CallEdge> more = new ArrayList<>(via.size() + 1);
        more.addAll(via);
        more.add(e);
        body(new Frame(callee, self, params, fields, false, -1), -1, now, more, depth + 1);
    }

    private static boolean useful(String entity) {
        return entity != null && !entity.equals(Frame.OWN);
    }

    private static String keys(List<Held.Entry> held) {
        if (held.isEmpty()) return "";
        StringBuilder b = new StringBuilder();
        for (Held.Entry h : held) b.append(h.lock().key()).append(h.lock().mode().ordinal()).append(' ');
        return b.toString();
    }

    private void access(Access a, Frame f, List<Held.Entry> held, List<CallEdge> via) {
        String entity = a.field().isStatic() ? "static:" + a.field().owner().name() : entities.of(a.base(), f);
        if (entity == null || entity.equals(Frame.OWN)) return;
        if (wanted != null && role.isCaller() && !wanted.contains(entity) && !sides.containsKey(a.field())) return;
        List<Held.Entry> all = held;
        if (!a.held().isEmpty()) {
            all = new ArrayList<>(held);
            all.addAll(a.held().must());
        }
        sides.computeIfAbsent(a.field(), k -> new ArrayList<>(4))
                .add(new Side(a, role, entity, Entities.local(entity), List.copyOf(all), top, topEvent, topLoops, via));
    }

    /** The methods that callers of a class may run in their own threads. */
    private void callers(SourceType s, ThreadRole as) {
        role = as;
        for (Method m : s.methods()) {
            if (!m.hasBody() || m.isPrivate() || program.initial(m) || program.lifecycle(m) || program.taskOnly(m)) continue;
            top = m;
            seen = new HashSet<>();
            Frame f = new Frame(m, m.isStatic() ? null : "this:" + s.name(), List.of(), Map.of(), false, -1);
            body(f, -1, program.entryLocks(m).must(), List.of(), 0);
            if (s.subtypes().isEmpty()) continue;
        }
        if (as == ThreadRole.CALLER) {
            for (Task t : program.tasks()) {
                // A task object of this type, made elsewhere: callers know it under the creator's name for it.
                if (t.method() == null || t.method().owner() != s) continue;
                String self = entities.of(t.object(), hostFrame(t.host(), -1));
                callersOfTask(s, self == null ? "task:" + s.name() : self);
            }
        }
    }

    private final Set<String> taskObjects = new HashSet<>();

    private void callersOfTask(SourceType s, String self) {
        if (self.equals("this:" + s.name()) || !taskObjects.add(self)) return;
        for (Method m : s.methods()) {
            if (!m.hasBody() || m.isPrivate() || m.isStatic() || program.initial(m) || program.lifecycle(m) || program.taskOnly(m)) continue;
            // Somebody must call it, or be able to: a thread's own class with public methods is meant to be used from outside.
            top = m;
            seen = new HashSet<>();
            body(new Frame(m, self, List.of(), Map.of(), false, -1), -1, program.entryLocks(m).must(), List.of(), 0);
        }
    }

    /** What a host does itself, around handing the task over, with the locals that the task knows. */
    private void host(Method h) {
        role = ThreadRole.CALLER;
        top = h;
        seen = new HashSet<>();
        body(hostFrame(h, -1), -1, program.entryLocks(h).must(), List.of(), 0);
    }

    /** Accesses of static fields that a task comes to, from everywhere else. */
    private void statics() {
        role = ThreadRole.CALLER;
        Set<Access> known = new HashSet<>();
        for (List<Side> l : sides.values()) for (Side s : l) if (s.role().isCaller()) known.add(s.access());
        for (Map.Entry<Field, List<Side>> e : sides.entrySet()) {
            if (!e.getKey().isStatic()) continue;
            for (Access a : program.accesses(e.getKey())) {
                Method m = a.method();
                if (known.contains(a) || !a.inCallersThread() || program.initial(m) || program.lifecycle(m) || program.taskOnly(m) || m.owner().unit().test()) continue;
                e.getValue().add(new Side(a, role, "static:" + a.field().owner().name(), false, program.heldAt(a), m, a.event(), a.loops(), List.of()));
            }
        }
    }

    /** The classes whose instances a container shares between its threads. */
    static boolean singleton(SourceType s, Program program) {
        if (s.hasAnnotation(program.knowledge().annotations(Role.SCOPED))) return false;
        if (s.hasAnnotation(program.knowledge().annotations(Role.SINGLETON))) return true;
        for (String t : program.knowledge().types(Role.SINGLETON)) if (s.isA(t).yes()) return true;
        return false;
    }
}
