package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls may throw in practice: all but those that knowledge excludes and scanned methods that only read and assign. What a dereference, an
 * index or a sum may throw is not asked. Safe for use by several threads.
 */
final class Throwing {
    private static final int DEPTH = 3;
    private static final int MOST_EVENTS = 24;
    private final Universe universe;
    private final Functional functional;
    private final Roles roles;
    /** By depth: an answer that was cut short is another one for who asks from nearer, and what is told must not depend on who asked first. */
    private final List<Map<Method, Boolean>> memo = new ArrayList<>();

    Throwing(Universe universe, Functional functional, Roles roles) {
        for (int i = 0; i < DEPTH; i++) memo.add(new ConcurrentHashMap<>());
        this.universe = universe;
        this.functional = functional;
        this.roles = roles;
    }

    boolean mayThrow(Typing typing, Event.Call c) {
        return mayThrow(typing, c, DEPTH);
    }

    private boolean mayThrow(Typing typing, Event.Call c, int depth) {
        Target t = typing.target(c.id());
        for (MethodFact f : roles.of(c.name(), c.args().size(), t)) {
            Role r = f.role();
            if (r == Role.NO_THROW || r == Role.VIEW || r == Role.RELEASE || r == Role.HOLDS) return false;
            if ((r == Role.ACQUIRE || r == Role.TRY_ACQUIRE) && f.attribute("interruptible", "").isEmpty()) return false;
        }
        if (LogCalls.is(c, t) || c.name().startsWith("is") && c.name().endsWith("Enabled")) return false;
        if (t.method() != null && isExceptionCall(t.method())) return false;
        List<Method> callees = Dispatch.callees(t, c);
        if (callees.isEmpty()) return !recordAccessor(t);
        if (t.source() == null || t.source().is(Mods.ABSTRACT) && t.source().owner().ancestry().complete() && callees.isEmpty()) return true;
        for (Method m : callees) if (mayThrow(m, depth)) return true;
        return false;
    }

    private static boolean recordAccessor(Target t) {
        MethodDecl m = t.method();
        return m instanceof Method s && !s.hasBody() && s.owner().kind() == TypeKind.RECORD;
    }

    /** super(), initCause() and the like of an exception that is being made. */
    private static boolean isExceptionCall(MethodDecl m) {
        return m.owner() instanceof PlatformDecl && m.owner().isA("java.lang.Throwable").yes();
    }

    boolean mayThrow(Typing typing, Event.New n) {
        return mayThrow(typing, n, DEPTH);
    }

    private boolean mayThrow(Typing typing, Event.New n, int depth) {
        if (n.type().dims() > 0) return false;
        Type type = typing.typeOf(new Value.Result(n.id()));
        if (type.isA("java.lang.Throwable").yes()) return false;
        if (n.anonymous() >= 0) return false;
        if (type.decl() instanceof SourceType s) {
            Method m = typing.target(n.id()).source();
            if (m != null && m.hasBody() && mayThrow(m, depth)) return true;
            for (Method i : s.ownMethods(dev.snarl.facts.MethodFacts.INSTANCE_INIT)) if (i.hasBody() && mayThrow(i, depth)) return true;
            Decl sup = s.superclass() == null ? null : s.superclass().decl();
            return sup == null || !sup.name().equals("java.lang.Object") && !sup.name().equals("java.lang.Record") && !(sup instanceof PlatformDecl);
        }
        if (!(type.decl() instanceof PlatformDecl)) return true;
        for (Value a : n.args()) if (!(a instanceof Value.Constant) && !(a instanceof Value.Lambda)) return true;
        return false;
    }

    private boolean mayThrow(Method m, int depth) {
        if (depth == 0) return true;
        Boolean known = memo.get(depth - 1).get(m);
        if (known != null) return known;
        boolean found = find(m, depth - 1);
        memo.get(depth - 1).put(m, found);
        return found;
    }

    private boolean find(Method m, int depth) {
        if (!m.hasBody()) return true;
        Body b = m.body();
        if (b.events() > MOST_EVENTS || throwsItself(b.root())) return true;
        Typing t = new Typing(new Typings(universe, functional), m, b);
        for (Event e : t.index().events) {
            if (t.lambdaOf(e.id()) >= 0) continue;
            if (e instanceof Event.Call c && !c.name().startsWith("<super") && mayThrow(t, c, depth)) return true;
            if (e instanceof Event.New n && mayThrow(t, n, depth)) return true;
        }
        return false;
    }

    private static boolean throwsItself(Node root) {
        boolean[] found = new boolean[1];
        Nodes.walk(root, n -> found[0] |= n instanceof Node.Throw);
        return found[0];
    }
}
