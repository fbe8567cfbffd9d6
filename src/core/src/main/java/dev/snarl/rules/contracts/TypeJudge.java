package dev.snarl.rules.contracts;

import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers whether values of a type keep a contract: from knowledge, from declarations, and from what is inside scanned types. Used by one thread. */
final class TypeJudge {
    private static final int DEPTH = 6;
    private final Program program;
    private final Promises promises;
    private final Contract contract;

    TypeJudge(Program program, Promises promises, Contract contract) {
        this.program = program;
        this.promises = promises;
        this.contract = contract;
    }

    /**
     * Where a type is written.
     *
     * @param method  for a type inside a method, else null
     * @param strict  what is not declared to keep the contract does not keep it; else only what certainly changes does not
     * @param inside  the types that are being looked into
     */
    record Scope(SourceType type, Method method, boolean strict, Set<Decl> inside) {
        static Scope of(SourceType type, Method method, boolean strict) {
            return new Scope(type, method, strict, Set.of());
        }

        /** The same place, while the inside of a type is looked at: its variables have been replaced by what stands for them here. */
        Scope into(SourceType t) {
            Set<Decl> more = new HashSet<>(inside);
            more.add(t);
            return new Scope(type, method, strict, more);
        }
    }

    Verdict judge(TypeRef ref, Scope scope) {
        return judge(Shape.of(ref, scope.type(), scope.method(), program), scope);
    }

    Verdict judge(Shape s, Scope scope) {
        Type t = s.type();
        if (t.dims() > 0) return Verdict.no("the elements of an array can always be changed");
        if (s.wildcard() == '-') return scope.strict() ? Verdict.no(s + " may be any supertype") : Verdict.UNKNOWN;
        if (t.kind() == Type.Kind.PRIMITIVE) return Verdict.YES;
        if (t.kind() == Type.Kind.VARIABLE) return variable(t.name(), scope);
        Verdict known = byKnowledge(s, scope);
        if (known != null) return known;
        Decl d = t.decl();
        if (d == null) return Verdict.UNKNOWN;
        if (d.kind() == TypeKind.ENUM || d.kind() == TypeKind.ANNOTATION || d.name().equals("java.lang.annotation.Annotation")) return Verdict.YES;
        if (d instanceof SourceType source) return ofSource(source, s, scope);
        if (d.isA("java.lang.Enum").yes() || d.isA("java.lang.annotation.Annotation").yes()) return Verdict.YES;
        return inherited(d, scope);
    }

    private Verdict byKnowledge(Shape s, Scope scope) {
        String name = s.type().name();
        TypeFact safe = program.knowledge().type(Role.IMMUTABLE, name).orElse(null);
        if (safe == null && contract == Contract.THREAD_SAFE) safe = program.knowledge().type(Role.THREAD_SAFE, name).orElse(null);
        if (safe != null) return arguments(s, safe.attribute("kind", ""), scope);
        if (program.knowledge().type(Role.THREAD_UNSAFE_COLLECTION, name).isPresent() || program.knowledge().type(Role.THREAD_UNSAFE_FORMAT, name).isPresent()) return changes(s);
        TypeFact mutable = program.knowledge().type(Role.MUTABLE, name).orElse(null);
        if (mutable == null || !scope.strict() && !mutable.attribute("kind", "").equals("changes")) return null;
        if (mutable.attribute("kind", "").equals("changes")) return changes(s);
        return Verdict.no(article(s) + " may be one that " + (contract == Contract.IMMUTABLE ? "can be changed" : "is not safe to share"));
    }

    private Verdict changes(Shape s) {
        return Verdict.no(article(s) + (contract == Contract.IMMUTABLE ? " can be changed" : " is not safe to share"));
    }

    private static String article(Shape s) {
        String n = s.type().simpleName();
        return ("AEIOU".indexOf(n.charAt(0)) >= 0 ? "an " : "a ") + n;
    }

    /** A safe container is as safe as what is in it. */
    private Verdict arguments(Shape s, String kind, Scope scope) {
        if (kind.equals("opaque")) return Verdict.YES;
        Decl d = s.type().decl();
        if (s.args().isEmpty()) {
            boolean raw = kind.equals("container") || d != null && !d.typeParams().isEmpty();
            return !raw ? Verdict.YES : scope.strict() ? Verdict.no("the raw " + s.type().simpleName() + " may hold anything") : Verdict.UNKNOWN;
        }
        Verdict all = Verdict.YES;
        for (Shape a : s.args()) {
            Verdict v = judge(a, scope);
            if (v.keeps() == Tri.NO) return Verdict.no("the " + s.type().simpleName() + " holds " + a + ", and " + v.why());
            if (v.keeps() == Tri.UNKNOWN) all = v;
        }
        return all;
    }

    /** A platform type by what it extends: most say nothing. */
    private Verdict inherited(Decl d, Scope scope) {
        for (Decl up : d.ancestry().decls()) {
            if (up == d || up.name().equals("java.lang.Object") || up.isInterface()) continue;
            Verdict v = byKnowledge(Shape.of(Type.of(up)), scope);
            if (v != null && v.keeps() == Tri.NO) return v;
        }
        return Verdict.UNKNOWN;
    }

    private Verdict variable(String name, Scope scope) {
        Method m = scope.method();
        for (SourceType t = scope.type(); t != null; t = t.outer()) {
            if (m != null) for (TypeParam p : m.facts().typeParams()) if (p.name().equals(name)) return parameter(p, Set.of(), m.owner(), m, scope);
            for (TypeParam p : t.facts().typeParams()) if (p.name().equals(name)) return parameter(p, promises.containers(t, contract), t, null, scope);
            m = t.outerMethod();
        }
        return Verdict.UNKNOWN;
    }

    private Verdict parameter(TypeParam p, Set<String> containers, SourceType t, Method m, Scope scope) {
        if (containers.contains(p.name()) || promises.demands(p, contract)) return Verdict.YES;
        for (TypeRef bound : p.bounds()) {
            Shape b = Shape.of(bound, t, m, program);
            // T extends Recursive<T>: the bound is the very type that promises.
            if (b.type().is("java.lang.Enum") || b.type().decl() instanceof SourceType s && promised(s) != null) return Verdict.YES;
            if (b.type().kind() == Type.Kind.VARIABLE ? !b.type().name().equals(p.name()) && judge(b, scope).keeps().yes() : b.args().isEmpty() && judge(b, scope).keeps().yes()) return Verdict.YES;
        }
        return scope.strict() ? Verdict.no(p.name() + " may be any type") : Verdict.UNKNOWN;
    }

    /** The promise of a scanned type that suffices for the contract, or null: what never changes is safe to share. */
    Promise promised(SourceType t) {
        Promise p = promises.of(t, contract);
        return p == null && contract == Contract.THREAD_SAFE ? promises.of(t, Contract.IMMUTABLE) : p;
    }

    private Verdict ofSource(SourceType d, Shape s, Scope scope) {
        if (promised(d) != null || promises.generated(d, Contract.IMMUTABLE)) return held(d, s, scope);
        if (scope.inside().contains(d) || scope.inside().size() > DEPTH) return Verdict.UNKNOWN;
        Map<String, Shape> variables = bind(d, s);
        boolean sure = !d.isInterface() && d.ancestry().complete();
        for (Decl up : d.ancestry().decls()) {
            if (!(up instanceof SourceType t)) continue;
            if (promised(t) != null) continue;
            Type seen = d.ancestry().as(t.name());
            Map<String, Shape> own = t == d || seen == null ? variables : bind(t, Shape.of(seen).with(variables));
            for (Field f : t.fields()) {
                if (f.isStatic()) continue;
                if (promises.lazy(f.facts().annotations())) continue;
                if (!f.isFinal() && FieldUse.of(program, f).breaks(contract)) return Verdict.no(f.label() + " can be changed");
                Verdict v = judge(Shape.of(f.facts().type(), t, null, program).with(own), scope.into(d));
                if (v.keeps() == Tri.NO && (scope.strict() || !f.isPrivate())) return Verdict.no(f.label() + " does not: " + v.why());
                sure &= v.keeps().yes();
            }
        }
        if (!d.ancestry().complete()) return Verdict.UNKNOWN;
        if (sure && (d.isFinal() || d.kind() == TypeKind.RECORD)) return Verdict.YES;
        return scope.strict() ? Verdict.no(d.label() + " is not declared " + contract.word()) : Verdict.UNKNOWN;
    }

    /** A type that promises, as a container of its arguments. */
    private Verdict held(SourceType d, Shape s, Scope scope) {
        Set<String> containers = promises.containers(d, contract);
        if (containers.isEmpty()) return Verdict.YES;
        if (s.args().isEmpty()) return scope.strict() ? Verdict.no("the raw " + d.label() + " may hold anything") : Verdict.UNKNOWN;
        List<String> params = d.typeParams();
        Verdict all = Verdict.YES;
        for (int i = 0; i < params.size() && i < s.args().size(); i++) {
            if (!containers.contains(params.get(i))) continue;
            // Whatever "?" stands for, it was asked for when the object was made.
            if (s.args().get(i).wildcard() == '*' && promises.demands(d.facts().typeParams().get(i), contract)) continue;
            Verdict v = judge(s.args().get(i), scope);
            if (v.keeps() == Tri.NO) return Verdict.no(d.label() + " holds " + s.args().get(i) + ", and " + v.why());
            if (v.keeps() == Tri.UNKNOWN) all = v;
        }
        return all;
    }

    private Map<String, Shape> bind(SourceType d, Shape s) {
        Map<String, Shape> out = new HashMap<>();
        for (int i = 0; i < d.typeParams().size(); i++) {
            boolean raw = i >= s.args().size();
            out.put(d.typeParams().get(i), raw ? Shape.of(d.erasure(d.typeParams().get(i))) : s.args().get(i));
        }
        return out;
    }
}
