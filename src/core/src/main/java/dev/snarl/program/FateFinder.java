package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows one object: a set of values that may be it (or hold it) grows until nothing new is found. A method is looked at again whenever one of its own
 * values joined the set. Ends at once when the object comes out of sight.
 */
final class FateFinder {
    private static final int BUDGET = 400;
    private final Fates fates;
    private final Roles roles;
    private final Method origin;
    private final int originEvent;
    private final String kind;
    private final Map<Method, BitSet> results = new HashMap<>(), locals = new HashMap<>();
    private final Set<Method> selfs = new HashSet<>(), returning = new HashSet<>();
    private final Map<Method, Set<Long>> calledFrom = new HashMap<>();
    private final Set<Field> fields = new LinkedHashSet<>();
    private final Set<String> fieldNames = new HashSet<>();
    private final Set<Fate.LocalName> localNames = new LinkedHashSet<>();
    private final Map<List<Object>, Fate.Use> uses = new java.util.LinkedHashMap<>();
    private final LinkedHashSet<Method> queue = new LinkedHashSet<>();
    private String escape;

    FateFinder(Fates fates, Method origin, int event, String kind) {
        this.fates = fates;
        this.roles = fates.program().roles();
        this.origin = origin;
        this.originEvent = event;
        this.kind = kind;
    }

    Fate find() {
        Typing t = fates.typing(origin);
        result(origin, originEvent);
        if (t.event(originEvent) instanceof Event.New n) created(t, n);
        int steps = 0;
        while (!queue.isEmpty() && escape == null) {
            Method m = queue.iterator().next();
            queue.remove(m);
            if (++steps > BUDGET) escape("too far to follow");
            else visit(fates.typing(m));
        }
        return new Fate(new ArrayList<>(uses.values()), new ArrayList<>(fields), new ArrayList<>(localNames), escape);
    }

    /** The object's own code sees it as {@code this}: its constructors and initialisers, and its run method when it is a thread. */
    private void created(Typing t, Event.New n) {
        Decl d = t.typeOf(new Value.Result(n.id())).decl();
        if (!(d instanceof SourceType)) return;
        Target ctor = t.target(n.id());
        if (ctor.source() != null) for (MethodDecl c : ctor.candidates()) if (c instanceof Method cm) self(cm);
        for (Decl a : d.ancestry().decls()) {
            if (!(a instanceof SourceType s)) continue;
            for (Method m : s.ownMethods(MethodFacts.INSTANCE_INIT)) self(m);
            if (a != d) for (Method m : s.ownMethods(MethodFacts.CONSTRUCTOR)) if (m.facts().params().isEmpty()) self(m);
            if (kind.equals("java.lang.Thread")) for (Method m : s.ownMethods("run")) if (m.facts().params().isEmpty()) self(m);
        }
    }

    // The set

    private void escape(String how) {
        if (escape == null) escape = how;
    }

    private static boolean set(Map<Method, BitSet> map, Method m, int i) {
        BitSet b = map.computeIfAbsent(m, k -> new BitSet());
        if (b.get(i)) return false;
        b.set(i);
        return true;
    }

    private void result(Method m, int event) {
        if (set(results, m, event)) queue.add(m);
    }

    private void local(Typing t, int i) {
        if (!set(locals, t.method(), i)) return;
        LocalFacts l = t.body().locals().get(i);
        localNames.add(new Fate.LocalName(t.method(), i, l.name()));
        if (l.kind() == LocalFacts.Kind.RESOURCE) used(t, -1, "close", new Value.Local(i), List.of(), l.span(), l.span());
        queue.add(t.method());
        nested(t.method());
    }

    private void self(Method m) {
        if (!m.hasBody() || !selfs.add(m)) return;
        queue.add(m);
        nested(m);
    }

    /** The methods of local and anonymous types inside a method see its values. */
    private void nested(Method m) {
        for (SourceType in : m.owner().inner()) {
            if (in.outerMethod() != m) continue;
            for (Method n : in.methods()) {
                if (!n.hasBody()) continue;
                queue.add(n);
                nested(n);
            }
        }
    }

    private void field(Typing t, Field f) {
        if (fields.contains(f)) return;
        SourceType home = origin.owner();
        boolean ours = f.owner().outermost() == home.outermost() || home.ancestry().decls().contains(f.owner());
        if (!ours) {
            escape("kept by " + f.owner().label());
            return;
        }
        fields.add(f);
        fieldNames.add(f.name());
        queue.addAll(fates.seeing(f));
        queue.add(t.method());
    }

    private boolean tracked(Typing t, Value v) {
        if (v instanceof Value.Local l) return has(locals, t.method(), l.index());
        if (v instanceof Value.Result r) return has(results, t.method(), r.event());
        if (v instanceof Value.Captured c) {
            Typing o = t.enclosing(c.typesOut());
            return o != null && has(locals, o.method(), c.local());
        }
        if (v instanceof Value.Name n) {
            Denotation d = t.denote(v);
            return d.field() instanceof Field f ? fields.contains(f) : d == Denotation.NONE && fieldNames.contains(n.id());
        }
        if (v instanceof Value.Field f) {
            Denotation d = t.denote(v);
            return d.field() instanceof Field sf ? fields.contains(sf) : d.field() == null && !d.isType() && fieldNames.contains(f.name());
        }
        if (v instanceof Value.Element e) return tracked(t, e.array());
        if (v instanceof Value.Cast c) return tracked(t, c.operand());
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (tracked(t, x)) return true;
            return false;
        }
        if (v instanceof Value.Super) return selfs.contains(t.method());
        if (v instanceof Value.This s) {
            if (s.qualifier().isEmpty()) return selfs.contains(t.method());
            Decl d = t.typeOf(v).decl();
            return d != null && selfFrom(t.method(), d);
        }
        return false;
    }

    /** Whether {@code this} of an enclosing (or the very) method, seen as the given type, is the object. */
    private boolean selfFrom(Method m, Decl type) {
        for (Method at = m; at != null; at = at.owner().outerMethod()) if (at.owner() == type && selfs.contains(at)) return true;
        return false;
    }

    private static boolean has(Map<Method, BitSet> map, Method m, int i) {
        BitSet b = map.get(m);
        return b != null && b.get(i);
    }

    private void used(Typing t, int event, String name, Value receiver, List<Value> args, Span span, Span nameSpan) {
        uses.putIfAbsent(List.of(t.method(), event, name, span), new Fate.Use(t.method(), event, name, receiver, args, span, nameSpan));
    }

    // One method

    private void visit(Typing t) {
        Event[] events = t.index().events;
        for (int i = 0; i < events.length && escape == null; i++) {
            Event e = events[i];
            if (e instanceof Event.Call c) call(t, c);
            else if (e instanceof Event.New n) creation(t, n);
            else if (e instanceof Event.Assign a) assign(t, a);
            else if (e instanceof Event.Write w) write(t, w);
        }
        for (int i = 0; i < t.body().locals().size(); i++) {
            LocalFacts l = t.body().locals().get(i);
            if (t.index().iterables[i] != null && tracked(t, t.index().iterables[i])) local(t, i);
            if (l.kind() == LocalFacts.Kind.PATTERN && l.initial() != null && tracked(t, l.initial())) local(t, i);
        }
        resources(t, t.body().root());
        for (var l : t.body().lambdas()) resources(t, l.body());
        List<List<Value>> returns = t.index().returns;
        for (int i = 0; i < returns.size(); i++) {
            for (Value v : returns.get(i)) {
                reference(t, -1, v);
                if (!tracked(t, v)) continue;
                if (i == returns.size() - 1) returned(t, v);
                else givenByLambda(t, i);
            }
        }
    }

    private void assign(Typing t, Event.Assign a) {
        reference(t, a.id(), a.value());
        if (tracked(t, a.value())) local(t, a.local());
    }

    private void write(Typing t, Event.Write w) {
        reference(t, w.id(), w.value());
        if (tracked(t, w.value())) store(t, w.target());
    }

    /** {@code pool::shutdown} anywhere: whoever holds it may call it. */
    private void reference(Typing t, int event, Value v) {
        if (v instanceof Value.Choice c) for (Value x : c.values()) reference(t, event, x);
        if (!(v instanceof Value.MethodRef r) || r.type() != null || !tracked(t, r.scope())) return;
        used(t, event, r.method(), r.scope(), List.of(), r.span(), r.span());
        Decl d = t.typeOf(r.scope()).decl();
        if (d != null) for (MethodDecl m : Members.methods(d, r.method())) if (m instanceof Method s) for (Method o : Fates.withOverriders(s)) self(o);
    }

    private void resources(Typing t, Node n) {
        if (n instanceof Node.Try y) {
            for (Value v : y.existing()) if (tracked(t, v)) used(t, -1, "close", v, List.of(), y.span(), y.span());
            resources(t, y.body());
            for (Node.Catch c : y.catches()) resources(t, c.body());
            resources(t, y.finallyBody());
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) resources(t, c);
        } else if (n instanceof Node.Branch b) {
            resources(t, b.then());
            resources(t, b.otherwise());
        } else if (n instanceof Node.Loop l) {
            resources(t, l.body());
        } else if (n instanceof Node.Sync s) {
            resources(t, s.body());
        } else if (n instanceof Node.Labeled l) {
            resources(t, l.body());
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) resources(t, c.body());
        }
    }

    // Calls

    private void call(Typing t, Event.Call c) {
        Target target = t.target(c.id());
        if (target.source() != null && returning.contains(target.source())) result(t.method(), c.id());
        boolean onIt = c.receiver() != null ? !target.viaType() && tracked(t, c.receiver())
                : target.implicit() != null && selfs.contains(t.method()) && !onOuter(t, target) || target.implicit() != null && selfFrom(t.method(), target.implicit());
        if (c.name().startsWith("<")) onIt = selfs.contains(t.method());
        if (onIt) receives(t, c, target);
        for (int i = 0; i < c.args().size() && escape == null; i++) {
            Value a = c.args().get(i);
            reference(t, c.id(), a);
            if (tracked(t, a)) argument(t, c.id(), c.name(), c.args().size(), c.receiver(), target, i, onIt);
        }
    }

    private static boolean onOuter(Typing t, Target target) {
        return !t.method().owner().ancestry().decls().contains(target.implicit()) && t.method().owner() != target.implicit();
    }

    private void receives(Typing t, Event.Call c, Target target) {
        if (!c.name().startsWith("<")) used(t, c.id(), c.name(), c.receiver(), c.args(), c.span(), c.nameSpan());
        if (target.source() != null) {
            for (MethodDecl d : target.candidates()) {
                if (!(d instanceof Method m) || m.isStatic()) continue;
                for (Method o : Fates.withOverriders(m)) {
                    self(o);
                    calledFrom(o, t, c.id());
                }
            }
            return;
        }
        Type type = c.receiver() == null ? Type.of(t.method().owner()) : t.typeOf(c.receiver());
        if (type.isA(kind).yes()) return;
        if (Holders.canHold(t.typeOf(new Value.Result(c.id())))) result(t.method(), c.id());
        for (Value a : c.args()) function(t, c, a);
    }

    /** A function that a collection of the objects calls with them. */
    private void function(Typing t, Event.Call c, Value a) {
        if (a instanceof Value.Lambda l) {
            for (int p : t.body().lambdas().get(l.index()).params()) if (Holders.canHold(t.localType(p))) local(t, p);
        } else if (a instanceof Value.Local l && t.body().locals().get(l.index()).initial() instanceof Value.Lambda in) {
            function(t, c, in);
        } else if (a instanceof Value.MethodRef r && !r.method().equals("new")) {
            used(t, c.id(), r.method(), c.receiver(), List.of(), r.span(), r.span());
            Decl d = t.methodRefScope(r).decl();
            if (d instanceof SourceType) {
                for (MethodDecl m : Members.methods(d, r.method())) {
                    if (!(m instanceof Method s)) continue;
                    for (Method o : Fates.withOverriders(s)) {
                        boolean byType = !s.isStatic() && s.owner().isA(kind).yes();
                        if (byType) self(o);
                        else if (!o.hasBody()) escape("passed to " + o.label());
                        else for (int i = 0; i < o.facts().params().size(); i++) local(fates.typing(o), i);
                    }
                }
            } else if (!(d instanceof PlatformDecl)) {
                escape("passed to " + r.method());
            } else if (!d.isA(kind).yes() && !Holders.keeps(Type.of(d)) && Holders.canHold(t.typeOf(new Value.Result(c.id())))) {
                result(t.method(), c.id());
            }
        }
    }

    private void calledFrom(Method callee, Typing caller, int event) {
        if (callee.hasBody() && calledFrom.computeIfAbsent(callee, k -> new LinkedHashSet<>()).add((long) caller.method().id() << 32 | event)) queue.add(callee);
    }

    private void argument(Typing t, int event, String name, int arity, Value receiver, Target target, int i, boolean onIt) {
        List<MethodFact> facts = roles.of(name, arity, target);
        for (MethodFact f : facts) {
            if (f.role() != Role.POOL_END || !has(f.attribute("arg", ""), i)) continue;
            Span s = t.event(event).span();
            used(t, event, f.name(), receiver, List.of(), s, s);
            return;
        }
        for (MethodFact f : facts) {
            if (f.role() == Role.POOL && f.attribute("kind", "").equals("wrapper") && has(f.attribute("arg", ""), i)) {
                result(t.method(), event);
                return;
            }
            if (f.role() == Role.SUBMIT && has(f.attribute("executor", ""), i)) return;
        }
        MethodDecl m = target.method();
        if (m == null) {
            escape("passed to " + name);
            return;
        }
        if (target.source() != null) {
            for (MethodDecl d : target.candidates()) if (d instanceof Method s) parameter(t, event, s, i);
            return;
        }
        if (onIt) {
            if (Holders.canHold(t.typeOf(new Value.Result(event)))) result(t.method(), event);
        } else if (Holders.passes(m)) {
            if (Holders.canHold(t.typeOf(new Value.Result(event)))) result(t.method(), event);
        } else if (!m.isStatic() && receiver != null && Holders.keeps(target.receiver())) {
            store(t, receiver);
            if (Holders.canHold(t.typeOf(new Value.Result(event)))) result(t.method(), event);
        } else if (!Holders.looks(m)) {
            escape("passed to " + name);
        }
    }

    private void parameter(Typing t, int event, Method callee, int i) {
        for (Method o : Fates.withOverriders(callee)) {
            if (!o.hasBody()) {
                escape("passed to " + o.label());
                return;
            }
            int p = Math.min(i, o.facts().params().size() - 1);
            if (p < 0) continue;
            local(fates.typing(o), p);
            calledFrom(o, t, event);
        }
    }

    private static boolean has(String attribute, int i) {
        for (int x : Roles.indices(attribute)) if (x == i) return true;
        return false;
    }

    private void creation(Typing t, Event.New n) {
        for (int i = 0; i < n.args().size(); i++) {
            Value a = n.args().get(i);
            reference(t, n.id(), a);
            if (!tracked(t, a)) continue;
            if (n.type().dims() > 0) {
                result(t.method(), n.id());
                continue;
            }
            Target target = t.target(n.id());
            MethodFact wrapper = roles.first(Role.POOL, MethodFacts.CONSTRUCTOR, n.args().size(), target);
            if (wrapper != null && wrapper.attribute("kind", "").equals("wrapper")) result(t.method(), n.id());
            else if (target.method() != null && target.source() == null && Holders.keeps(target.receiver())) result(t.method(), n.id());
            else if (target.method() == null || target.source() != null || !Holders.looks(target.method())) escape("given to a new " + n.type().simpleName());
        }
    }

    // Where it is put

    /** The object is assigned to the target, or given to the collection that the target is. */
    private void store(Typing t, Value target) {
        if (target instanceof Value.Local l) {
            if (has(locals, t.method(), l.index())) return;
            local(t, l.index());
            LocalFacts f = t.body().locals().get(l.index());
            if (f.kind() == LocalFacts.Kind.PARAM) {
                escape("put into what " + t.method().label() + " was given");
                return;
            }
            for (Event e : t.index().events) if (e instanceof Event.Assign a && a.local() == l.index()) source(t, a.value());
            if (f.kind() == LocalFacts.Kind.FOREACH && t.index().iterables[l.index()] != null) source(t, t.index().iterables[l.index()]);
            if (f.kind() == LocalFacts.Kind.LAMBDA_PARAM || f.kind() == LocalFacts.Kind.PATTERN) escape("put into " + f.name());
        } else if (target instanceof Value.Captured c) {
            Typing o = t.enclosing(c.typesOut());
            if (o == null) escape("put into " + c.name());
            else store(o, new Value.Local(c.local()));
        } else if (target instanceof Value.Name || target instanceof Value.Field) {
            if (t.denote(target).field() instanceof Field f) field(t, f);
            else escape("kept out of sight");
        } else if (target instanceof Value.Element e) {
            store(t, e.array());
        } else {
            source(t, target);
        }
    }

    /** What a collection that now holds the object came from holds it too. */
    private void source(Typing t, Value v) {
        if (v instanceof Value.Cast c) {
            source(t, c.operand());
        } else if (v instanceof Value.Choice c) {
            for (Value x : c.values()) source(t, x);
        } else if (v instanceof Value.Result r) {
            if (has(results, t.method(), r.event())) return;
            result(t.method(), r.event());
            if (!(t.event(r.event()) instanceof Event.Call c)) return;
            Target target = t.target(r.event());
            if (target.source() == null && target.method() != null && target.method().isStatic()) {
                for (Value a : c.args()) if (Holders.keeps(t.typeOf(a))) store(t, a);
            } else if (target.source() == null && c.receiver() != null && Holders.keeps(target.receiver())) {
                store(t, c.receiver());
            } else {
                escape("put into the result of " + c.name());
            }
        } else if (v instanceof Value.Constant) {
            return;
        } else if (v instanceof Value.This || v instanceof Value.Super || v == Value.UNKNOWN) {
            escape("kept out of sight");
        } else {
            store(t, v);
        }
    }

    private void returned(Typing t, Value v) {
        Method m = t.method();
        Set<Long> callers = calledFrom.get(m);
        if (callers != null) {
            for (long c : callers) result(fates.program().universe().methods().get((int) (c >>> 32)), (int) c);
            boolean given = v instanceof Value.This || v instanceof Value.Local l && t.body().locals().get(l.index()).kind() == LocalFacts.Kind.PARAM;
            if (given) return;
        }
        if (!m.isPrivate() || m.facts().isInitializer()) {
            escape("returned by " + m.label());
            return;
        }
        if (!returning.add(m)) return;
        for (Method c : fates.around(m.owner(), m.name())) {
            if (namedAsFunction(fates.typing(c), m)) escape("returned by " + m.label());
            queue.add(c);
        }
    }

    private static boolean namedAsFunction(Typing t, Method m) {
        for (Event e : t.index().events) {
            List<Value> values = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args()
                    : e instanceof Event.Assign a ? List.of(a.value()) : e instanceof Event.Write w ? List.of(w.value()) : List.of();
            for (Value v : values) if (v instanceof Value.MethodRef r && r.method().equals(m.name())) return true;
        }
        for (List<Value> l : t.index().returns) for (Value v : l) if (v instanceof Value.MethodRef r && r.method().equals(m.name())) return true;
        return false;
    }

    /** A lambda gives the object to whoever calls it. */
    private void givenByLambda(Typing t, int lambda) {
        Type type = t.lambdaTarget(lambda);
        MethodDecl f = type.decl() == null ? null : t.functional().method(type.decl());
        if (f != null && Functional.returnType(f, type) == Type.VOID) return;
        for (Event e : t.index().events) {
            if (!(e instanceof Event.Call c) || !c.args().contains(new Value.Lambda(lambda))) continue;
            Target target = t.target(c.id());
            MethodDecl m = target.method();
            if (m == null || target.source() != null || !(m.owner() instanceof PlatformDecl)) break;
            boolean keeper = Holders.keeps(target.receiver());
            if (!keeper && !Holders.passes(m) && !m.owner().name().startsWith("java.util.")) break;
            if (keeper && !m.isStatic() && c.receiver() != null && !target.receiver().isA("java.util.stream.BaseStream").yes()) store(t, c.receiver());
            if (Holders.canHold(t.typeOf(new Value.Result(c.id())))) result(t.method(), c.id());
            return;
        }
        escape("given by a lambda");
    }
}
