package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Whether threads are daemons, by the code that makes them: yes, proven no, or unknown. Used by one thread. */
public final class Daemons {
    private static final int DEPTH = 8;
    private final Fates fates;

    public Daemons(Fates fates) {
        this.fates = fates;
    }

    /** Whether the threads of a thread factory are daemons (virtual ones are). */
    public Tri ofFactory(Typing t, Value factory) {
        return ofFactory(t, factory, DEPTH);
    }

    private Tri ofFactory(Typing t, Value v, int depth) {
        if (depth == 0) return Tri.UNKNOWN;
        if (v instanceof Value.Cast c) return ofFactory(t, c.operand(), depth);
        if (v instanceof Value.Choice c) {
            Tri all = null;
            for (Value x : c.values()) {
                Tri one = ofFactory(t, x, depth);
                if (all != null && all != one) return Tri.UNKNOWN;
                all = one;
            }
            return all == null ? Tri.UNKNOWN : all;
        }
        if (v instanceof Value.Local l) {
            LocalFacts f = t.body().locals().get(l.index());
            return f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() && f.initial() != null ? ofFactory(t, f.initial(), depth - 1) : Tri.UNKNOWN;
        }
        if (v instanceof Value.Lambda l) return ofCode(t, l.index(), depth - 1);
        if (v instanceof Value.MethodRef r) {
            Decl d = t.methodRefScope(r).decl();
            if (d == null) return Tri.UNKNOWN;
            List<MethodDecl> ms = Members.methods(d, r.method().equals("new") ? MethodFacts.CONSTRUCTOR : r.method());
            if (r.method().equals("new")) return ofClass(d);
            return ms.size() == 1 && ms.get(0) instanceof Method m && m.hasBody() ? ofCode(fates.typing(m), -1, depth - 1) : Tri.UNKNOWN;
        }
        if (v instanceof Value.Name || v instanceof Value.Field) return ofField(t, v, depth);
        if (!(v instanceof Value.Result r)) return Tri.UNKNOWN;
        if (t.event(r.event()) instanceof Event.New n) {
            Decl d = t.typeOf(v).decl();
            if (!(d instanceof SourceType)) return Tri.UNKNOWN;
            for (MethodDecl m : Members.methods(d, "newThread")) {
                if (m instanceof Method s && s.hasBody() && s.facts().params().size() == 1) return ofCode(fates.typing(s), -1, depth - 1);
            }
            return Tri.UNKNOWN;
        }
        if (!(t.event(r.event()) instanceof Event.Call c)) return Tri.UNKNOWN;
        Target target = t.target(c.id());
        if (target.method() == null) return Tri.UNKNOWN;
        String owner = target.method().owner().name();
        if (owner.equals("java.util.concurrent.Executors")) return c.name().equals("defaultThreadFactory") ? Tri.NO : Tri.UNKNOWN;
        if (owner.startsWith("java.lang.Thread.Builder") && c.name().equals("factory")) return c.receiver() == null ? Tri.UNKNOWN : ofBuilder(t, c.receiver());
        Method m = target.source();
        if (m == null || !m.hasBody() || target.ambiguous() || Fates.withOverriders(m).size() > 1) return Tri.UNKNOWN;
        Typing in = fates.typing(m);
        Tri all = null;
        for (Value x : in.index().returns.get(in.body().lambdas().size())) {
            Tri one = ofFactory(in, x, depth - 1);
            if (all != null && all != one) return Tri.UNKNOWN;
            all = one;
        }
        return all == null ? Tri.UNKNOWN : all;
    }

    private Tri ofField(Typing t, Value v, int depth) {
        if (!(t.denote(v).field() instanceof Field f) || !f.isFinal()) return Tri.UNKNOWN;
        Tri only = null;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || !m.facts().isInitializer()) continue;
            if (!m.mentions(f.name())) continue;
            Typing in = fates.typing(m);
            for (Event e : in.index().events) {
                if (!(e instanceof Event.Write w) || in.denote(w.target()).field() != f) continue;
                if (only != null) return Tri.UNKNOWN;
                only = ofFactory(in, w.value(), depth - 1);
            }
        }
        return only == null ? Tri.UNKNOWN : only;
    }

    /** What a function that makes threads returns: {@code lambda} of the body, or -1 for the whole method. */
    private Tri ofCode(Typing t, int lambda, int depth) {
        List<Value> given = t.index().returns.get(lambda < 0 ? t.body().lambdas().size() : lambda);
        if (given.isEmpty()) return Tri.UNKNOWN;
        for (Event e : t.index().events) {
            if (!(e instanceof Event.Call c) || !within(t, c.id(), lambda)) continue;
            if (c.name().equals("setDaemon")) {
                if (isTrue(c.args())) return Tri.YES;
                if (!isFalse(c.args())) return Tri.UNKNOWN;
            }
            for (Value a : c.args()) if (t.typeOf(a).isA("java.lang.Thread").yes() && !isPlatform(t.target(c.id()))) return Tri.UNKNOWN;
        }
        Tri all = null;
        for (Value v : given) {
            Tri one = ofThread(t, v, depth);
            if (all != null && all != one) return Tri.UNKNOWN;
            all = one;
        }
        return all;
    }

    private static boolean within(Typing t, int event, int lambda) {
        if (lambda < 0) return true;
        for (int l = t.lambdaOf(event); l >= 0; l = t.body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    /** A thread as it is made, before anyone calls setDaemon on it. */
    private Tri ofThread(Typing t, Value v, int depth) {
        if (depth <= 0) return Tri.UNKNOWN;
        if (v instanceof Value.Local l) {
            List<Value> all = new ArrayList<>();
            for (Event e : t.index().events) if (e instanceof Event.Assign a && a.local() == l.index()) all.add(a.value());
            return all.size() == 1 ? ofThread(t, all.get(0), depth - 1) : Tri.UNKNOWN;
        }
        if (v instanceof Value.Cast c) return ofThread(t, c.operand(), depth);
        if (!(v instanceof Value.Result r)) return Tri.UNKNOWN;
        if (t.event(r.event()) instanceof Event.New) {
            Decl d = t.typeOf(v).decl();
            return d == null ? Tri.UNKNOWN : ofClass(d);
        }
        if (!(t.event(r.event()) instanceof Event.Call c)) return Tri.UNKNOWN;
        if (c.receiver() == null) return Tri.UNKNOWN;
        Target target = t.target(c.id());
        if (target.method() == null) return Tri.UNKNOWN;
        String owner = target.method().owner().name();
        if (owner.startsWith("java.lang.Thread.Builder")) return ofBuilder(t, c.receiver());
        return c.name().equals("newThread") ? ofFactory(t, c.receiver(), depth - 1) : Tri.UNKNOWN;
    }

    /** A new object of a thread class: by its constructors and initialisers, as far as they are scanned. */
    public Tri ofClass(Decl d) {
        if (d.name().equals("java.lang.Thread")) return Tri.NO;
        if (!(d instanceof SourceType s) || d.superclass() == null || d.superclass().decl() == null) return Tri.UNKNOWN;
        for (Method m : s.methods()) {
            if (!m.hasBody() || !m.facts().isInitializer()) continue;
            Typing t = fates.typing(m);
            for (Event e : t.index().events) {
                if (!(e instanceof Event.Call c)) continue;
                if (c.name().equals("setDaemon")) return isTrue(c.args()) ? Tri.YES : Tri.UNKNOWN;
                if (c.name().startsWith("<")) for (Value a : c.args()) if (t.typeOf(a).isA("java.lang.ThreadGroup") != Tri.NO) return Tri.UNKNOWN;
            }
        }
        return ofClass(d.superclass().decl());
    }

    /** What {@code Thread.ofPlatform()...} and {@code Thread.ofVirtual()...} make. */
    public Tri ofBuilder(Typing t, Value builder) {
        Value v = builder;
        for (int i = 0; i < 16; i++) {
            if (t.typeOf(v).isA("java.lang.Thread.Builder.OfVirtual").yes()) return Tri.YES;
            if (v instanceof Value.Local l) {
                LocalFacts f = t.body().locals().get(l.index());
                if (f.kind() != LocalFacts.Kind.VARIABLE || !f.effectivelyFinal() || f.initial() == null) return Tri.UNKNOWN;
                for (Event e : t.index().events) {
                    if (e instanceof Event.Call c && v.equals(c.receiver()) && (c.name().equals("daemon") || c.name().equals("group"))) return Tri.UNKNOWN;
                }
                v = f.initial();
                continue;
            }
            if (!(v instanceof Value.Result r) || !(t.event(r.event()) instanceof Event.Call c)) return Tri.UNKNOWN;
            switch (c.name()) {
                case "ofPlatform":
                    return Tri.NO;
                case "ofVirtual":
                    return Tri.YES;
                case "daemon":
                    if (c.args().isEmpty() || isTrue(c.args())) return Tri.YES;
                    return isFalse(c.args()) ? Tri.NO : Tri.UNKNOWN;
                case "group":
                    return Tri.UNKNOWN;
                default:
                    if (c.receiver() == null) return Tri.UNKNOWN;
                    v = c.receiver();
            }
        }
        return Tri.UNKNOWN;
    }

    private static boolean isPlatform(Target t) {
        return t.method() != null && t.method().owner() instanceof PlatformDecl;
    }

    private static boolean isTrue(List<Value> args) {
        return args.size() == 1 && args.get(0) instanceof Value.Constant c && c.text().equals("true");
    }

    private static boolean isFalse(List<Value> args) {
        return args.size() == 1 && args.get(0) instanceof Value.Constant c && c.text().equals("false");
    }
}
