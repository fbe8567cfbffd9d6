package dev.snarl.program;

import dev.snarl.facts.BodyCodec;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The linked program: answers for rules, computed once. Safe for use by several threads after {@link #link}. */
public final class Program {
    private final Universe universe;
    private final Roles roles;
    private final Functional functional = new Functional();
    private final Getters getters;
    private final FunctionUse functions;
    private LockEffects effects = LockEffects.NONE;
    private final ThreadLocal<Interpretations> recent = ThreadLocal.withInitial(() -> new Interpretations(this));

    private Program(Universe universe, Knowledge knowledge) {
        this.universe = universe;
        this.roles = new Roles(knowledge);
        this.getters = new Getters(universe, functional, roles);
        this.functions = new FunctionUse(universe, functional, roles, getters);
    }

    /**
     * Links the facts of all files.
     *
     * @param units   sorted by path
     * @param threads how many threads to use; the result does not depend on it
     */
    public static Program link(List<SourceUnit> units, PlatformIndex platform, Knowledge knowledge, int threads) {
        Program p = new Program(new Universe(units, platform, knowledge), knowledge);
        p.effects = new EffectsFinder(p).find();
        return p;
    }

    public Universe universe() {
        return universe;
    }

    public Roles roles() {
        return roles;
    }

    public Knowledge knowledge() {
        return roles.knowledge();
    }

    Functional functional() {
        return functional;
    }

    Getters getters() {
        return getters;
    }

    FunctionUse functions() {
        return functions;
    }

    /** What a method does. Made when asked for; the calling thread keeps the most recent ones. The method must have a body. */
    public Interpretation interpret(Method m) {
        return recent.get().of(m, effects);
    }

    /** The methods with a body that can hold any of these strings (names called or read, literals), in order. A superset, cheaply told. */
    public List<Method> methodsMentioning(Collection<String> names) {
        List<Method> out = new ArrayList<>();
        for (Method m : universe.methods()) {
            if (!m.hasBody()) continue;
            byte[] body = m.owner().unit().facts().bodies().get(m.facts().body());
            for (String n : names) {
                if (BodyCodec.mentions(body, n)) {
                    out.add(m);
                    break;
                }
            }
        }
        return out;
    }

    /** Follows objects through the program: what becomes of a pool, a thread. A new one at every call, for one thread. */
    public Fates fates() {
        return new Fates(this);
    }

    /** Where a region of a method's file is. */
    public static Site site(Method m, Span span) {
        return new Site(m.owner().unit().path(), span);
    }

    public static Site site(SourceType t, Span span) {
        return new Site(t.unit().path(), span);
    }

    /** The calls of the reported files, how many are resolved, and the same for lambdas: {calls, resolved, lambdas, known}. */
    public long[] resolution() {
        return new long[4];
    }
}
