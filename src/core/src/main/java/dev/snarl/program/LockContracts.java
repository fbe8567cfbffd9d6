package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds methods to what their annotations say they do to locks. One use, one thread. */
final class LockContracts {
    private static final int FAR = 8;
    private final Program program;
    private final List<EffectBreach> found = new ArrayList<>();

    /** An annotation and the method that has it. */
    private record Contract(Method method, AnnotationFacts annotation, String mode) {}

    LockContracts(Program program) {
        this.program = program;
    }

    List<EffectBreach> find() {
        Map<Method, List<Contract>> declared = new LinkedHashMap<>();
        for (Method m : program.universe().methods()) {
            List<Contract> own = own(m);
            if (!own.isEmpty()) declared.put(m, own);
        }
        if (declared.isEmpty()) return List.of();
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || m.owner().unit().test()) continue;
            for (Contract c : of(m, declared)) check(m, c);
        }
        return found;
    }

    private List<Contract> own(Method m) {
        List<Contract> out = new ArrayList<>(1);
        for (AnnotationFacts a : program.annotations().of(m, Role.GUARDED_BY)) {
            AnnotationFact f = program.annotations().fact(a, Role.GUARDED_BY);
            String mode = f.attributes().getOrDefault("mode", "");
            if (f.attributes().getOrDefault("kind", "").equals("effect") && !mode.isEmpty()) out.add(new Contract(m, a, mode));
        }
        return out;
    }

    /** Its own contracts, and those of what it overrides. */
    private static List<Contract> of(Method m, Map<Method, List<Contract>> declared) {
        List<Contract> out = new ArrayList<>(declared.getOrDefault(m, List.of()));
        if (m.isStatic() || m.isPrivate() || m.facts().isInitializer() || !out.isEmpty()) return out;
        for (Decl d : m.owner().ancestry().decls()) {
            if (d == m.owner()) continue;
            for (MethodDecl o : d.ownMethods(m.name())) {
                if (o instanceof Method s && declared.containsKey(s) && !o.is(Mods.PRIVATE) && Members.sameErasure(o, m)) out.addAll(declared.get(s));
            }
            if (!out.isEmpty()) break;
        }
        return out;
    }

    private void check(Method m, Contract c) {
        if (Annotations.suppressed(m.facts().annotations(), m.owner(), c.annotation.simpleName()) || Annotations.suppressed(m.facts().annotations(), m.owner(), "lock-effect-contract")) return;
        switch (c.mode) {
            case "none" -> takes(m, c);
            case "keeps" -> givesBack(m, c);
            case "acquires" -> holds(m, c, Annotations.values(c.annotation, "value"), Tri.UNKNOWN);
            case "acquires-if" -> holds(m, c, Annotations.values(c.annotation, "expression"), Annotations.values(c.annotation, "result").contains("false") ? Tri.NO : Tri.YES);
            case "releases" -> releases(m, c);
            default -> { }
        }
    }

    // ---- takes no lock

    private record Walk(Method method, List<CallEdge> way) {}

    /** The nearest lock that the method takes in its caller's thread, itself or through calls that can only run one method. */
    private void takes(Method start, Contract c) {
        ArrayDeque<Walk> open = new ArrayDeque<>();
        Set<Method> seen = new HashSet<>();
        open.add(new Walk(start, List.of()));
        seen.add(start);
        while (!open.isEmpty()) {
            Walk w = open.poll();
            for (Acquisition a : program.acquisitions(w.method)) {
                if (a.lambda() >= 0) continue;
                Span span = w.way.isEmpty() ? place(start, a.span()) : w.way.get(0).span();
                found.add(new EffectBreach(EffectBreach.Kind.TAKES, start, c.method, c.annotation, a.lock().label(), span, w.way, place(w.method, a.span())));
                return;
            }
            if (w.way.size() == FAR) continue;
            for (CallEdge e : program.calls().edgesFrom(w.method)) {
                if (!e.inCallersThread() || e.callees().size() != 1 || e.reference() || !seen.add(e.callees().get(0))) continue;
                List<CallEdge> way = new ArrayList<>(w.way);
                way.add(e);
                open.add(new Walk(e.callees().get(0), way));
            }
        }
    }

    /** A synchronized method has no statement that takes its lock: its name stands for it. */
    private static Span place(Method m, Span s) {
        return s.known() && !s.equals(m.facts().span()) ? s : m.facts().nameSpan();
    }

    // ---- gives none back

    private void givesBack(Method m, Contract c) {
        Interpretation in = program.interpret(m);
        for (Exit x : in.exits()) {
            if (!x.normal() || x.lambda() >= 0) continue;
            for (Lock l : x.owed()) {
                if (!l.shared() && !l.path().known()) continue;
                found.add(new EffectBreach(EffectBreach.Kind.GIVES_BACK, m, c.method, c.annotation, l.label(), release(in, l, m.facts().nameSpan()), List.of(), null));
                return;
            }
        }
    }

    private static Span release(Interpretation in, Lock l, Span otherwise) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call) for (Lock r : in.releases(e.id())) if (r.sameLock(l)) return e.span();
        }
        return otherwise;
    }

    // ---- promises

    private void holds(Method m, Contract c, List<String> texts, Tri when) {
        Interpretation in = program.interpret(m);
        if (blind(in)) return;
        for (String text : texts) {
            Path wanted = wanted(in, c, m, text);
            if (wanted == null) continue;
            for (Exit x : in.exits()) {
                if (!x.normal() || x.lambda() >= 0 || when != Tri.UNKNOWN && x.truth() != when || held(x, wanted)) continue;
                found.add(new EffectBreach(EffectBreach.Kind.NOT_HELD, m, c.method, c.annotation, text, exit(m, x), List.of(), null));
                return;
            }
        }
    }

    /** At the end of a body the name of the method stands for the way out. */
    private static Span exit(Method m, Exit x) {
        return x.kind() == Exit.Kind.END ? m.facts().nameSpan() : x.span();
    }

    private static boolean held(Exit x, Path wanted) {
        for (Held.Entry h : x.held().entries()) {
            if (!h.lock().monitor() && (h.lock().path().equals(wanted) || !h.lock().path().known() || wraps(h.lock().path(), wanted))) return true;
        }
        return false;
    }

    private static boolean wraps(Path held, Path wanted) {
        for (Path p = held.base(); p != null; p = p.base()) if (p.equals(wanted)) return wanted.root() == Path.Root.FIELD;
        return false;
    }

    private void releases(Method m, Contract c) {
        Interpretation in = program.interpret(m);
        if (blind(in)) return;
        for (String text : Annotations.values(c.annotation, "value")) {
            Path wanted = wanted(in, c, m, text);
            if (wanted == null) continue;
            for (Exit x : in.exits()) {
                if (!x.normal() || x.lambda() >= 0) continue;
                boolean given = false;
                for (Lock l : x.owed()) given |= l.path().equals(wanted) || !l.path().known() || wraps(l.path(), wanted);
                if (given) continue;
                found.add(new EffectBreach(EffectBreach.Kind.NOT_GIVEN_BACK, m, c.method, c.annotation, text, exit(m, x), List.of(), null));
                return;
            }
        }
    }

    /** The lock of the contract as the method's body names it; null where that cannot be told. */
    private Path wanted(Interpretation in, Contract c, Method m, String text) {
        DeclaredGuard g = new GuardNames(program.universe(), program.getters(), c.method.owner(), c.method, c.method.isStatic(), text, LockMode.EXCLUSIVE).find();
        if (g.kind() != DeclaredGuard.Kind.LOCK || CalledLock.in(g.path()) || g.path().root() != Path.Root.FIELD && g.path().root() != Path.Root.PARAM) return null;
        if (c.method != m && g.path().start().root() != Path.Root.CLASS) {
            if (g.path().start().root() != Path.Root.THIS) return null;
            return in.locks().of(own(g.path(), m.owner()), LockMode.EXCLUSIVE, false).path();
        }
        return in.locks().of(g.path(), LockMode.EXCLUSIVE, false).path();
    }

    /** An inherited field, seen from the subclass. */
    private static Path own(Path p, SourceType t) {
        return p.root() == Path.Root.THIS ? Path.self(t) : own(p.base(), t).field(p.field(), p.type());
    }

    /** Something unknown is called that may take or give back the lock. */
    private static boolean blind(Interpretation in) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.name().startsWith("<")) continue;
            Target t = in.typing().target(c.id());
            if (t.method() == null || t.ambiguous()) return true;
            if (t.source() != null && !t.source().hasBody() && !t.source().is(Mods.NATIVE)) return true;
        }
        for (Exit x : in.exits()) for (Held.Entry h : x.held().entries()) if (!h.must()) return true;
        return false;
    }
}
