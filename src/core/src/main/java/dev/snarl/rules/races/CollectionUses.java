package dev.snarl.rules.races;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done to the collection in one field, by the reads of the field that lead to it. */
final class CollectionUses {
    private static final Set<String> CHANGES = Set.of("add", "addAll", "addFirst", "addLast", "remove", "removeAll", "removeIf", "removeFirst", "removeLast", "retainAll", "clear", "put", "putAll",
            "putIfAbsent", "putFirst", "putLast", "computeIfAbsent", "computeIfPresent", "compute", "merge", "replace", "replaceAll", "set", "sort", "push", "pop", "poll", "pollFirst", "pollLast", "pollFirstEntry",
            "pollLastEntry", "offer", "offerFirst", "offerLast", "append", "insert", "delete", "deleteCharAt", "setLength", "setCharAt", "reverse", "flip", "and", "or", "xor", "andNot", "addElement", "removeElement");
    /** A wrong answer is all that can happen, and by the next call it may be wrong anyway. */
    private static final Set<String> GLANCES = Set.of("size", "isEmpty", "toString", "hashCode", "equals", "length");

    /**
     * One use.
     *
     * @param call    the called method, or "iteration"
     * @param changes the collection is changed, else only read
     * @param glance  it is only asked how big it is
     */
    record Use(Access access, Span span, String call, boolean changes, boolean glance) {}

    private final Program program;
    private final Field field;
    private final Map<Access, Use> uses = new LinkedHashMap<>();

    CollectionUses(Program program, Field field) {
        this.program = program;
        this.field = field;
        Set<Method> seen = new HashSet<>();
        for (Access a : program.accesses(field)) if (seen.add(a.method())) collect(a.method());
    }

    /** The use that a read of the field leads to; null where that is not known. */
    Use of(Access a) {
        return uses.get(a);
    }

    boolean changed() {
        for (Use u : uses.values()) if (u.changes) return true;
        return false;
    }

    /** By its declared type the field may hold a plain collection or buffer. */
    static boolean collection(Program program, Field f) {
        return f.type().decl() != null && (f.type().isA("java.util.Collection").yes() || f.type().isA("java.util.Map").yes() || program.roles().unsafeCollection(f.type()));
    }

    /** The simple name of the collection's class when it is certain that the field only ever holds plain ones, else null. */
    static String plain(Program program, Field f) {
        Type t = f.type();
        if (t.decl() == null || t.isArray()) return null;
        if (program.roles().unsafeCollection(t) && !t.simpleName().startsWith("Abstract")) return t.simpleName();
        String found = null;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || f.isFinal() && !m.facts().isInitializer()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || in.locks().path(w.target()).field() != f) continue;
                if (w.value() instanceof Value.Constant) continue;
                Path p = in.locks().path(w.value());
                if (!p.isFresh() || !program.roles().unsafeCollection(p.type())) return null;
                found = p.type().simpleName();
            }
        }
        for (Access a : program.accesses(f)) if (a.writes() && a.method().owner() != f.owner()) return null;
        return found;
    }

    private void collect(Method m) {
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!in.reached(e.id())) continue;
            if (e instanceof Event.Call c) {
                if (c.receiver() != null && is(in, c.receiver())) {
                    boolean changes = CHANGES.contains(c.name());
                    put(in, c.id(), c.span(), c.name() + "()", changes, GLANCES.contains(c.name()));
                }
            } else if (e instanceof Event.New n && n.args().size() == 1 && is(in, n.args().get(0)) && program.roles().unsafeCollection(in.typing().typeOf(new Value.Result(n.id())))) {
                put(in, n.id(), n.span(), "a copy", false, false);
            }
        }
        loops(in, in.typing().body().root());
        for (var l : in.typing().body().lambdas()) loops(in, l.body());
    }

    private boolean is(Interpretation in, Value v) {
        if (!(v instanceof Value.Name || v instanceof Value.Field || v instanceof Value.Local)) return false;
        Path p = in.locks().path(v);
        return p.root() == Path.Root.FIELD && p.field() == field;
    }

    /** The read of the field that the use follows; the locks must be the same at both. */
    private void put(Interpretation in, int event, Span span, String call, boolean changes, boolean glance) {
        Access read = null;
        for (Access a : program.accessesIn(in.method())) {
            if (a.field() == field && a.kind() == AccessKind.READ && a.event() < event && a.lambda() == in.escapingLambda(event) && (read == null || a.event() > read.event())) read = a;
        }
        if (read == null || !keys(read.held()).equals(keys(in.heldAt(event)))) return;
        Use before = uses.get(read);
        if (before == null || changes && !before.changes) uses.put(read, new Use(read, span, call, changes, glance));
    }

    private static Set<String> keys(Held held) {
        Set<String> out = new HashSet<>();
        for (Held.Entry h : held.entries()) out.add(h.lock().key());
        return out;
    }

    private void loops(Interpretation in, Node body) {
        Nodes.walk(body, n -> {
            if (n instanceof Node.Loop l && l.kind() == Node.LoopKind.FOREACH && l.iterable() != null && is(in, l.iterable())) iteration(in, l);
        });
    }

    /** The read stands in the head of the loop. */
    private void iteration(Interpretation in, Node.Loop l) {
        for (Access a : program.accessesIn(in.method())) {
            if (a.field() == field && a.kind() == AccessKind.READ && a.span().known() && a.span().line() >= l.span().line() && !uses.containsKey(a)) {
                uses.put(a, new Use(a, a.span(), "iteration", false, false));
                return;
            }
        }
    }

    List<Use> all() {
        return List.copyOf(uses.values());
    }
}
