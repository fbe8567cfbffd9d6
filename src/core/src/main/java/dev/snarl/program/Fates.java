package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows objects through the program. Used by one thread: each rule asks the program for one of its own. */
public final class Fates {
    private final Program program;
    private final Typings typings;
    private final Map<String, List<Method>> mentions = new HashMap<>();
    private final Map<Method, Boolean> main = new HashMap<>();

    Fates(Program program) {
        this.program = program;
        this.typings = new Typings(program.universe(), program.functional());
    }

    /**
     * What may become of the object that an event gives.
     *
     * @param event a creation, or a call whose result is meant
     * @param type  the qualified name of the type that tells the object itself from a collection that holds it
     */
    public Fate of(Method m, int event, String type) {
        return new FateFinder(this, m, event, type).find();
    }

    /** The types of a body, as {@link Interpretation#typing()} but without the cost of an interpretation. The method must have a body. */
    public Typing typing(Method m) {
        return typings.of(m);
    }

    /** The field that a name or field access of a body denotes; null when it is none, or not known. */
    public Field field(Typing typing, Value v) {
        return typing.denote(v).field() instanceof Field f ? f : null;
    }

    Program program() {
        return program;
    }

    /** The methods whose code may name the field, in order. */
    List<Method> seeing(Field f) {
        if (f.isPrivate()) return around(f.owner(), f.name());
        boolean everywhere = f.facts().is(Mods.PUBLIC) || f.facts().is(Mods.PROTECTED);
        List<Method> all = mentions.computeIfAbsent(f.name(), n -> program.methodsMentioning(List.of(n)));
        if (everywhere) return all;
        List<Method> out = new ArrayList<>();
        String pkg = f.owner().unit().facts().packageName();
        for (Method m : all) if (m.owner().unit().facts().packageName().equals(pkg)) out.add(m);
        return out;
    }

    /** The methods of the outermost type around one, and of all types in it, that may hold a name. */
    public List<Method> around(SourceType t, String name) {
        List<Method> out = new ArrayList<>();
        collect(t.outermost(), name, out);
        return out;
    }

    private static void collect(SourceType t, String name, List<Method> out) {
        for (Method m : t.methods()) {
            if (m.mentions(name)) out.add(m);
        }
        for (SourceType in : t.inner()) collect(in, name, out);
    }

    /** Whether a method is a program's {@code main}, or a private method that nobody but such a method calls. */
    public boolean onlyMain(Method m) {
        return onlyMain(m, new HashSet<>());
    }

    private boolean onlyMain(Method m, Set<Method> asked) {
        if (isMain(m)) return true;
        Method outer = m.owner().outerMethod();
        if (outer != null) return onlyMain(outer, asked);
        if (!m.isPrivate() || m.facts().isInitializer()) return false;
        Boolean known = main.get(m);
        if (known != null) return known;
        if (!asked.add(m)) return true;
        boolean any = false;
        boolean all = true;
        for (Method c : around(m.owner(), m.name())) {
            Typing t = typing(c);
            for (int i = 0; i < t.body().events() && all; i++) {
                Event e = t.event(i);
                if (e instanceof Event.Call call && call.name().equals(m.name()) && t.target(i).candidates().contains(m)) {
                    any = true;
                    all = c == m || onlyMain(c, asked);
                } else if (refersTo(e, m.name())) {
                    all = isMain(c);
                    any = true;
                }
            }
        }
        main.put(m, any && all);
        return any && all;
    }

    /** The method that holds all of a method's code: a private part that it calls, where it does nothing else; or the method itself. */
    public Method code(Method m) {
        Method at = m;
        for (int i = 0; i < CallGraph.PARTS && at.hasBody() && !at.facts().isInitializer(); i++) {
            List<CallEdge> edges = program.calls().edgesFrom(at);
            if (edges.size() != 1 || edges.get(0).callees().size() != 1 || !edges.get(0).inCallersThread()) return at;
            Method part = edges.get(0).callees().get(0);
            if (!part.hasBody() || program.calls().only(part) == null || typing(at).body().events() != 1) return at;
            at = part;
        }
        return at;
    }

    /** Whether a method is test code: by where its file is, by an annotation of its own or of a type around it, or by what that type extends. */
    public boolean inTest(Method m) {
        if (m.owner().unit().test()) return true;
        var knowledge = program.knowledge();
        Set<String> annotations = knowledge.annotations(Role.TEST);
        for (Method at = program.calls().whole(m); at != null; at = at.owner().outerMethod()) if (SourceType.has(at.facts().annotations(), annotations)) return true;
        for (SourceType t = m.owner(); t != null; t = t.outer()) {
            if (t.hasAnnotation(annotations)) return true;
            for (String test : knowledge.types(Role.TEST)) if (t.isA(test).yes()) return true;
        }
        return false;
    }

    private static boolean refersTo(Event e, String name) {
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        for (Value v : args) if (v instanceof Value.MethodRef r && r.method().equals(name)) return true;
        return false;
    }

    private static boolean isMain(Method m) {
        return m.name().equals("main") && m.facts().returnType() != null && m.facts().returnType().name().equals("void")
                && (m.isStatic() && m.facts().params().size() == 1 && m.facts().params().get(0).type().simpleName().equals("String")
                || m.facts().params().isEmpty() && m.owner().facts().is(Mods.FINAL) && m.isStatic());
    }

    /** The method and those that override it in the scanned program. */
    static List<Method> withOverriders(Method m) {
        List<Method> out = new ArrayList<>(1);
        out.add(m);
        if (!m.isPrivate() && !m.isStatic() && !m.facts().isInitializer()) overriders(m, m.owner(), out, 0);
        return out;
    }

    private static void overriders(Method m, SourceType t, List<Method> out, int depth) {
        if (depth > 16) return;
        for (SourceType s : t.subtypes()) {
            for (Method o : s.ownMethods(m.name())) if (Members.sameErasure(o, m) && !out.contains(o)) out.add(o);
            overriders(m, s, out, depth + 1);
        }
    }
}
