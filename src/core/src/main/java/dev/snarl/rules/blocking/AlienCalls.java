package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Site;
import dev.snarl.facts.Value;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of code that others gave: listeners and callbacks that were registered. For one thread. */
final class AlienCalls {
    private static final List<String> NAMES = List.of("Listener", "Observer", "Callback", "Subscriber", "Watcher", "Hook");
    private static final Set<String> FUNCTIONS = Set.of("java.lang.Runnable", "java.util.function.Consumer", "java.util.function.BiConsumer", "java.util.concurrent.Callable");
    private static final Set<String> ADDS = Set.of("add", "addLast", "addFirst", "offer", "put", "putIfAbsent", "addElement", "push");

    /**
     * @param what       what runs, as a reader knows it
     * @param registered where others give it
     */
    record Alien(Method method, int event, boolean inCallersThread, Held held, String what, Site registered) {}

    private final Program program;
    private final Map<Decl, Boolean> counted = new IdentityHashMap<>();
    private final Map<Field, Site> doors = new LinkedHashMap<>();

    AlienCalls(Program program) {
        this.program = program;
    }

    List<Alien> of(Method m) {
        if (!mayCall(m)) return List.of();
        List<Alien> out = new ArrayList<>();
        Interpretation in = program.interpret(m);
        Map<Integer, Value> iterated = null;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || !in.reached(c.id())) continue;
            Type t = in.typing().typeOf(c.receiver());
            var target = in.typing().target(c.id()).method();
            boolean told = !c.resultUsed() || target != null && target.returnType().name().equals("void");
            if (!told || !callback(t) || target != null && target.owner().name().equals("java.lang.Object") || lockItself(in, c)) continue;
            if (iterated == null) iterated = iterated(in);
            Field f = source(in, c.receiver(), iterated);
            Site door = f == null || function(t) && f.type().decl() == t.decl() && !named(f) ? null : door(f);
            if (door != null) out.add(new Alien(m, c.id(), in.inCallersThread(c.id()), in.heldAt(c.id()), "the " + t.simpleName() + " that others registered", door));
        }
        return out;
    }

    /** Whether any call is on an object of a type that counts: told without the body. */
    private boolean mayCall(Method m) {
        for (Decl d : program.receivers(m)) if (counted.computeIfAbsent(d, k -> callback(Type.of(k)))) return true;
        return false;
    }

    private static boolean callback(Type t) {
        Decl d = t.decl();
        if (d == null || t.isArray() || d.isFinal()) return false;
        if (d instanceof SourceType s && s.facts().is(Mods.PRIVATE)) return false;
        if (function(t)) return true;
        if (!d.isInterface() && !Mods.has(d.mods(), Mods.ABSTRACT)) return false;
        for (String n : NAMES) if (d.simpleName().endsWith(n)) return true;
        return d.isA("java.util.EventListener").yes();
    }

    /** It is called under its own lock. */
    private static boolean lockItself(Interpretation in, Event.Call c) {
        Path p = in.locks().path(c.receiver());
        for (Held.Entry e : in.heldAt(c.id()).entries()) if (p.known() && e.lock().path().equals(p)) return true;
        return false;
    }

    private static boolean function(Type t) {
        return t.decl() != null && FUNCTIONS.contains(t.decl().name());
    }

    /** A single function is the work of its object, unless its name says that others are told by it. */
    private static boolean named(Field f) {
        String n = f.name().toLowerCase(java.util.Locale.ROOT);
        for (String w : List.of("listener", "observer", "callback", "hook", "handler")) if (n.contains(w)) return true;
        return false;
    }

    /** The locals of loops and of immediate lambdas that go over something. */
    private static Map<Integer, Value> iterated(Interpretation in) {
        Map<Integer, Value> out = new LinkedHashMap<>();
        loops(in.typing().body().root(), out);
        for (var l : in.typing().body().lambdas()) loops(l.body(), out);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !c.name().equals("forEach") || c.receiver() == null || c.args().size() != 1) continue;
            if (c.args().get(0) instanceof Value.Lambda l && in.typing().body().lambdas().get(l.index()).params().size() == 1) out.put(in.typing().body().lambdas().get(l.index()).params().get(0), c.receiver());
        }
        return out;
    }

    private static void loops(Node n, Map<Integer, Value> out) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) loops(c, out);
        } else if (n instanceof Node.Loop l) {
            if (l.kind() == Node.LoopKind.FOREACH && l.local() >= 0) out.put(l.local(), l.iterable());
            loops(l.body(), out);
        } else if (n instanceof Node.Sync s) {
            loops(s.body(), out);
        } else if (n instanceof Node.Branch b) {
            loops(b.then(), out);
            loops(b.otherwise(), out);
        } else if (n instanceof Node.Try t) {
            loops(t.body(), out);
            for (Node.Catch c : t.catches()) loops(c.body(), out);
            if (t.hasFinally()) loops(t.finallyBody(), out);
        } else if (n instanceof Node.Labeled l) {
            loops(l.body(), out);
        }
    }

    /** The field whose content or element the receiver is, or null. */
    private static Field source(Interpretation in, Value receiver, Map<Integer, Value> iterated) {
        Value v = receiver;
        for (int i = 0; i < 6; i++) {
            if (v instanceof Value.Local l) {
                Value over = iterated.get(l.index());
                LocalFacts f = in.typing().body().locals().get(l.index());
                v = over != null ? over : f.effectivelyFinal() ? f.initial() : null;
            } else if (v instanceof Value.Cast c) {
                v = c.operand();
            } else if (v instanceof Value.Element e) {
                v = e.array();
            } else if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c && c.receiver() != null && Set.of("get", "next", "iterator", "values", "keySet", "elementAt", "nextElement", "elements").contains(c.name())) {
                v = c.receiver();
            } else {
                break;
            }
        }
        if (!(v instanceof Value.Name) && !(v instanceof Value.Field)) return null;
        Path p = in.locks().path(v);
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return null;
        return f.type().name().startsWith("java.util.concurrent.CopyOnWrite") ? null : f;
    }

    /**
     * Where others can put something into the field: a method that is not private and stores a parameter; null where nobody can. What the constructor is
     * given is a part of the object: whoever made it knows when it is called.
     */
    private Site door(Field f) {
        if (doors.containsKey(f)) return doors.get(f);
        Site found = null;
        for (Method m : f.owner().methods()) {
            if (found != null || !m.hasBody() || m.isPrivate() || m.facts().isConstructor() || m.facts().params().isEmpty()) continue;
            Interpretation in = program.interpret(program.fates().code(m));
            for (Event e : in.events()) {
                boolean stores = e instanceof Event.Write w && in.locks().path(w.target()).field() == f && in.locks().path(w.value()).root() == Path.Root.PARAM;
                if (e instanceof Event.Call c && c.receiver() != null && ADDS.contains(c.name()) && in.locks().path(c.receiver()).field() == f) {
                    for (Value a : c.args()) stores |= in.locks().path(a).root() == Path.Root.PARAM;
                }
                if (!stores) continue;
                found = Program.site(m, m.facts().nameSpan());
                break;
            }
        }
        doors.put(f, found);
        return found;
    }
}
