package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which classes the initialiser of a class makes ready, in its own thread. For one thread. */
public final class Initializers {
    private static final int DEEPEST = 3;
    private final Program program;

    /**
     * A class that must be ready at an event of a method.
     *
     * @param calls the calls from the initialiser to that method
     */
    public record Need(SourceType type, Method method, int event, List<CallEdge> calls) {}

    public Initializers(Program program) {
        this.program = program;
    }

    /** The static initialiser of a type, or null. */
    public static Method of(SourceType t) {
        for (Method m : t.methods()) if (m.facts().name().equals(MethodFacts.STATIC_INIT) && m.hasBody()) return m;
        return null;
    }

    /** The classes that an initialiser needs, the nearest need of each. */
    public List<Need> needs(SourceType t) {
        List<Need> out = new ArrayList<>();
        Method init = of(t);
        if (init != null) collect(init, List.of(), out, new HashSet<>());
        return out;
    }

    /** The methods that an initialiser runs in its own thread, the initialiser first: those that a call runs for certain. */
    public List<Method> code(SourceType t) {
        Method init = of(t);
        if (init == null) return List.of();
        List<Method> out = new ArrayList<>(List.of(init));
        for (int i = 0, depth = 0, end = 1; i < out.size() && depth < DEEPEST; depth++, end = out.size()) {
            for (; i < end; i++) {
                for (CallEdge e : program.calls().edgesFrom(out.get(i))) {
                    if (e.inCallersThread() && e.callees().size() == 1 && !out.contains(e.callees().get(0))) out.add(e.callees().get(0));
                }
            }
        }
        return out;
    }

    private void collect(Method m, List<CallEdge> calls, List<Need> out, Set<Method> seen) {
        if (!seen.add(m) || !m.hasBody()) return;
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!in.reached(e.id()) || !in.inCallersThread(e.id())) continue;
            SourceType s = made(in, e);
            if (s != null && s != m.owner() && out.stream().noneMatch(n -> n.type() == s)) out.add(new Need(s, m, e.id(), calls));
        }
        if (m.facts().isConstructor()) {
            for (Method i : m.owner().methods()) if (i.facts().name().equals(MethodFacts.INSTANCE_INIT)) collect(i, calls, out, seen);
        }
        if (calls.size() >= DEEPEST) return;
        for (CallEdge e : program.calls().edgesFrom(m)) {
            if (!e.inCallersThread() || e.callees().size() != 1 || e.reference()) continue;
            List<CallEdge> further = new ArrayList<>(calls);
            further.add(e);
            collect(e.callees().get(0), further, out, seen);
        }
    }

    /** The scanned class that an event makes ready, or null. */
    public static SourceType made(Interpretation in, Event e) {
        if (e instanceof Event.New n) {
            if (n.type().dims() > 0 || n.anonymous() >= 0) return null;
            return in.typing().typeOf(new Value.Result(n.id())).decl() instanceof SourceType s ? s : null;
        }
        if (e instanceof Event.Call c) {
            if (c.name().startsWith("<")) return null;
            Target t = in.typing().target(c.id());
            return t.resolved() && t.source() != null && t.source().isStatic() ? t.source().owner() : null;
        }
        Value target = e instanceof Event.Read r ? r.target() : e instanceof Event.Write w ? w.target() : e instanceof Event.Update u ? u.target() : null;
        while (target instanceof Value.Element x) target = x.array();
        if (!(target instanceof Value.Name) && !(target instanceof Value.Field)) return null;
        return in.typing().denote(target).field() instanceof Field f && f.isStatic() && !constant(f) ? f.owner() : null;
    }

    /** A number or a text that the compiler may write in its place. */
    private static boolean constant(Field f) {
        return f.isFinal() && f.facts().initializer() && (f.type().isPrimitive() || f.type().is("java.lang.String"));
    }

    /** Code of another thread can make the class ready before any class around it is. */
    public static boolean fromOutside(SourceType t) {
        if (t.facts().isAnonymous() || t.facts().outerMethod() >= 0 || t.facts().is(Mods.PRIVATE)) return false;
        for (SourceType s = t.outer(); s != null; s = s.outer()) if (s.facts().is(Mods.PRIVATE) || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return false;
        boolean inner = t.outer() != null && !t.facts().is(Mods.STATIC) && t.kind() == dev.snarl.facts.TypeKind.CLASS && !t.outer().isInterface();
        if (inner) return false;
        if (t.isInterface()) return true;
        boolean constructors = false, open = false;
        for (Method m : t.methods()) {
            if (m.facts().isConstructor()) {
                constructors = true;
                open |= !m.isPrivate();
            } else if (m.isStatic() && !m.facts().isInitializer() && !m.isPrivate()) {
                return true;
            }
        }
        for (Field f : t.fields()) if (f.isStatic() && !f.isPrivate() && !constant(f)) return true;
        return !constructors || open || t.kind() == dev.snarl.facts.TypeKind.ENUM;
    }
}
