package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.List;

/**
 * What a lazy initialisation stores: a new object, or what a call gives that is not known to give the same each time.
 *
 * @param event   the creation or the call
 * @param type    its type, as far as known
 * @param created a creation for certain; else the result of a call
 */
record MadeValue(int event, Type type, boolean created) {
    /** Calls with such names give what is there, as a rule: twice the same. */
    private static final List<String> GIVES = List.of("get", "is", "find", "lookup", "of", "value", "for", "resolve", "instance", "current", "to", "as", "detect", "determine",
            "intern", "cast", "or", "default", "first", "last", "peek", "check", "require", "choose", "select", "hash", "max", "min");

    /** Null for what is no new value: a parameter, a field, a constant, an immutable value of which one is as good as another. */
    static MadeValue of(Program program, Interpretation in, Field f, int write, Value v) {
        MadeValue m = find(program, in, v, write, 0);
        if (m == null || whole(program, f.type())) return null;
        Type t = m.type.known() ? m.type : f.type();
        return t.isPrimitive() || whole(program, t) || !m.created && !t.known() ? null : m;
    }

    /** The new object, or what a call gives, whatever its type; null for what was there before. */
    static MadeValue creation(Interpretation in, Value v, int before) {
        if (v instanceof Value.Cast c) return creation(in, c.operand(), before);
        if (v instanceof Value.Local l) {
            for (Event e : in.events()) if (e instanceof Event.Assign a && a.local() == l.index() && a.id() < before && a.value() instanceof Value.Result) return creation(in, a.value(), before);
            return null;
        }
        if (!(v instanceof Value.Result r)) return null;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.Call c && gives(c.name())) return null;
        return new MadeValue(r.event(), in.typing().typeOf(v), e instanceof Event.New);
    }

    private static MadeValue find(Program program, Interpretation in, Value v, int before, int depth) {
        if (v == null || depth > 4) return null;
        if (v instanceof Value.Cast c) return find(program, in, c.operand(), before, depth + 1);
        if (v instanceof Value.Choice c) {
            MadeValue found = null;
            for (Value x : c.values()) if (found == null) found = find(program, in, x, before, depth + 1);
            return found;
        }
        if (v instanceof Value.Local l) {
            MadeValue found = null;
            for (Event e : in.events()) {
                if (e instanceof Event.Assign a && a.local() == l.index() && a.id() < before) {
                    MadeValue m = find(program, in, a.value(), a.id(), depth + 1);
                    if (m != null) found = m;
                }
            }
            return found;
        }
        if (!(v instanceof Value.Result r)) return null;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.New n) return new MadeValue(n.id(), in.typing().typeOf(v), true);
        return e instanceof Event.Call c ? call(program, in, c) : null;
    }

    private static MadeValue call(Program program, Interpretation in, Event.Call c) {
        Target t = in.typing().target(c.id());
        Type type = in.typing().typeOf(new Value.Result(c.id()));
        Method m = t.source();
        if (m != null && !t.ambiguous() && m.hasBody()) {
            Type made = returned(program, m);
            return made == null ? null : new MadeValue(c.id(), made.known() ? made : type, true);
        }
        if (gives(c.name())) return null;
        return t.resolved() && m == null ? new MadeValue(c.id(), type, false) : null;
    }

    private static boolean gives(String name) {
        for (String g : GIVES) if (name.startsWith(g) && (name.length() == g.length() || !Character.isLowerCase(name.charAt(g.length())))) return true;
        return false;
    }

    /** The type of the new object that a scanned method returns, or null when it may return something else. */
    private static Type returned(Program program, Method m) {
        Interpretation in = program.interpret(m);
        Type[] made = new Type[1];
        boolean[] other = new boolean[1];
        Nodes.walk(in.typing().body().root(), n -> {
            if (!(n instanceof Node.Return r) || r.value() == null) return;
            Value v = r.value();
            if (v instanceof Value.Local l && in.typing().body().locals().get(l.index()).initial() != null && in.typing().body().locals().get(l.index()).effectivelyFinal()) {
                v = in.typing().body().locals().get(l.index()).initial();
            }
            if (v instanceof Value.Result x && in.typing().event(x.event()) instanceof Event.New) made[0] = in.typing().typeOf(v);
            else other[0] = true;
        });
        return other[0] ? null : made[0];
    }

    /** Any thread sees its instances whole, and one of equal value is as good as another. */
    static boolean whole(Program program, Type t) {
        if (t.decl() == null) return false;
        if (t.decl().kind() == TypeKind.ENUM || t.decl().kind() == TypeKind.ANNOTATION) return true;
        if (t.decl() instanceof SourceType s) {
            if (s.hasAnnotation(program.knowledge().annotations(Role.IMMUTABLE_ANNOTATION))) return true;
            if (!s.subtypes().isEmpty() || s.isInterface() || Mods.has(s.mods(), Mods.ABSTRACT) || !s.ancestry().complete()) return false;
            if (s.kind() != TypeKind.RECORD && (s.superclass() == null || !s.superclass().is("java.lang.Object"))) return false;
            for (Field f : s.fields()) if (!f.isStatic() && (!f.isFinal() || !f.type().isPrimitive() && !whole(program, f.type(), 1))) return false;
            return valued(s);
        }
        return program.knowledge().type(Role.IMMUTABLE, t.name()).isPresent();
    }

    private static boolean whole(Program program, Type t, int depth) {
        return depth < 3 && t.decl() != null && (t.decl().kind() == TypeKind.ENUM || program.knowledge().type(Role.IMMUTABLE, t.name()).isPresent());
    }

    /** Not a singleton: there may be several of them, none is the one. */
    private static boolean valued(SourceType s) {
        for (Method m : s.ownMethods("<init>")) if (m.isPrivate()) return false;
        return true;
    }
}
