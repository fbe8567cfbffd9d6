package dev.snarl.rules.contracts;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.program.ValueWalk;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** What a class inside another, or a lambda, keeps of the objects around it. Used by one thread. */
final class Surroundings {
    private final Program program;
    private final TypeJudge judge;
    private final Contract contract;

    Surroundings(Program program, TypeJudge judge, Contract contract) {
        this.program = program;
        this.judge = judge;
        this.contract = contract;
    }

    /** Tells the first part of its surroundings that a class uses and that does not keep the contract. */
    void check(SourceType t, Consumer<String> broken) {
        if (t.outer() == null || t.isInterface() || t.kind() == TypeKind.RECORD || t.kind() == TypeKind.ENUM || t.facts().outerMethod() < 0 && t.facts().is(Mods.STATIC)) return;
        for (Method m : t.methods()) {
            if (!m.hasBody()) continue;
            Interpretation in = program.interpret(m);
            String why = used(in, in.typing().body().root(), t, -1);
            for (int i = 0; why == null && i < in.typing().body().lambdas().size(); i++) why = used(in, in.typing().body().lambdas().get(i).body(), t, -1);
            if (why != null) {
                broken.accept(why);
                return;
            }
        }
    }

    /** The same for a lambda of a body; null where nothing is wrong for certain. */
    String ofLambda(Interpretation in, int lambda) {
        for (int i = 0; i < in.typing().body().lambdas().size(); i++) {
            if (!inside(in, i, lambda)) continue;
            String why = used(in, in.typing().body().lambdas().get(i).body(), null, lambda);
            if (why != null) return why;
        }
        return null;
    }

    private static boolean inside(Interpretation in, int i, int lambda) {
        for (int l = i; l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    /**
     * @param own    the class whose own members do not count, or null for a lambda: then those of the class around it do
     * @param lambda the lambda, or -1
     */
    private String used(Interpretation in, Node code, SourceType own, int lambda) {
        String[] why = new String[1];
        Set<Value> bases = Collections.newSetFromMap(new IdentityHashMap<>());
        Nodes.walk(code, n -> {
            if (why[0] != null || !(n instanceof Event.Call c)) return;
            if (c.receiver() != null) bases.add(c.receiver());
            why[0] = called(in, c, own);
        });
        if (why[0] != null) return why[0];
        ValueWalk.values(code, v -> {
            if (v instanceof Value.Field f) bases.add(f.base());
            if (why[0] == null) why[0] = value(in, v, own, lambda, bases.contains(v));
        });
        return why[0];
    }

    private String value(Interpretation in, Value v, SourceType own, int lambda, boolean base) {
        if (v instanceof Value.Captured c) return own == null && lambda < 0 ? null : local(in, in.typing().typeOf(v), c.name());
        if (v instanceof Value.Local l) {
            if (lambda < 0) return null;
            var local = in.typing().body().locals().get(l.index());
            if (local.lambda() >= 0 && inside(in, local.lambda(), lambda)) return null;
            return local(in, in.typing().typeOf(v), local.name());
        }
        if (v instanceof Value.Name || v instanceof Value.Field) {
            Path p = in.locks().path(v);
            return p.root() == Path.Root.FIELD && p.field() instanceof Field f && around(p.base(), own) ? field(in, f) : null;
        }
        if (v instanceof Value.This t && !base) {
            Type type = in.typing().typeOf(v);
            return own != null && (t.qualifier().isEmpty() || type.decl() == own) ? null : object(type);
        }
        return null;
    }

    private static boolean around(Path base, SourceType own) {
        return base.root() == Path.Root.OUTER || own == null && base.isThis();
    }

    private String local(Interpretation in, Type type, String name) {
        Verdict v = judge.judge(Shape.of(type), TypeJudge.Scope.of(in.method().owner(), in.method(), true));
        return v.keeps() == Tri.NO ? "keeps " + name + ": " + v.why() : null;
    }

    private String field(Interpretation in, Field f) {
        if (f.isStatic()) return null;
        if (!f.isFinal() && (contract == Contract.IMMUTABLE || !f.isVolatile()) && !FieldUse.of(program, f).lazy()) return "uses " + f.label() + ", which is not final";
        Verdict v = judge.judge(f.facts().type(), TypeJudge.Scope.of(f.owner(), null, true));
        return v.keeps() == Tri.NO ? "uses " + f.label() + ": " + v.why() : null;
    }

    /** A method of the object around is called: then all of that object is kept. */
    private String called(Interpretation in, Event.Call c, SourceType own) {
        if (c.name().charAt(0) == '<' || c.receiver() != null && !(c.receiver() instanceof Value.This)) return null;
        Target t = in.typing().target(c.id());
        if (!t.resolved() || !(t.method() instanceof Method m) || m.is(Mods.STATIC)) return null;
        SourceType of = c.receiver() instanceof Value.This self && in.typing().typeOf(self).decl() instanceof SourceType s ? s : t.implicit();
        if (of == null || of == own) return null;
        String why = object(Type.of(of));
        return why == null ? null : "calls " + m.label() + ": " + why.substring(why.indexOf(": ") + 2);
    }

    private String object(Type type) {
        if (!(type.decl() instanceof SourceType s) || judge.promised(s) != null) return null;
        Verdict v = judge.judge(Shape.of(type), TypeJudge.Scope.of(s, null, true));
        return v.keeps() == Tri.NO ? "keeps " + s.label() + ": " + v.why() : null;
    }
}
