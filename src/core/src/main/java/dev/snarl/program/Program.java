package dev.snarl.program;

import dev.snarl.facts.BodyCodec;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The linked program: answers for rules, computed once. Safe for use by several threads after {@link #link}. */
public final class Program {
    private static final int CHUNK = 32;
    private final Universe universe;
    private final Roles roles;
    private final Functional functional = new Functional();
    private final Getters getters;
    private final FunctionUse functions;
    private final Throwing throwing;
    private LockEffects effects = LockEffects.NONE;
    private WrapperLocks wrappers;
    private Summary[] summaries;
    private CallGraph calls;
    private EntryLocks entryLocks;
    private Lifetimes lifetimes;
    private List<Task> tasks;
    private Map<Field, List<Access>> accesses;
    private final ThreadLocal<Interpretations> recent = ThreadLocal.withInitial(() -> new Interpretations(this));

    private Program(Universe universe, Knowledge knowledge) {
        this.universe = universe;
        this.roles = new Roles(knowledge);
        this.getters = new Getters(universe, functional, roles);
        this.functions = new FunctionUse(universe, functional, roles, getters);
        this.throwing = new Throwing(universe, functional, roles);
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
        p.wrappers = new WrapperLocks(p, p.effects);
        p.summaries = p.summarize(threads);
        p.index();
        return p;
    }

    /** Interprets every body, on several threads; each result has its own place, so the order of work does not matter. */
    private Summary[] summarize(int threads) {
        List<Method> methods = universe.methods();
        Summary[] out = new Summary[methods.size()];
        AtomicInteger next = new AtomicInteger();
        Workers.run(threads, () -> {
            Interpretations own = new Interpretations(this);
            for (int from; (from = next.getAndAdd(CHUNK)) < out.length; ) {
                for (int i = from; i < Math.min(out.length, from + CHUNK); i++) out[i] = summary(methods.get(i), own);
            }
        });
        return out;
    }

    private Summary summary(Method m, Interpretations own) {
        return m.hasBody() ? new Summarizer(own.of(m, effects), roles, functions).run() : Summary.EMPTY;
    }

    private void index() {
        calls = new CallGraph(summaries);
        tasks = new ArrayList<>();
        accesses = new LinkedHashMap<>();
        Set<Method> taskMethods = new LinkedHashSet<>();
        for (Summary s : summaries) {
            for (Task t : s.tasks()) {
                tasks.add(t);
                if (t.method() != null) taskMethods.add(t.method());
            }
            for (Access a : s.accesses()) accesses.computeIfAbsent(a.field(), k -> new ArrayList<>(4)).add(a);
        }
        entryLocks = new EntryLocks(universe, calls, summaries, taskMethods);
        lifetimes = new Lifetimes(universe, calls, roles, taskMethods);
    }

    public CallGraph calls() {
        return calls;
    }

    /** All work handed to other threads, by host method and place. */
    public List<Task> tasks() {
        return tasks;
    }

    /** The work that a method hands to other threads. */
    public List<Task> tasksOf(Method host) {
        return summaries[host.id()].tasks();
    }

    /** The locks that every caller of a method holds; keys are reliable, paths where the method has a name for the lock. */
    public Held entryLocks(Method m) {
        return entryLocks.of(m);
    }

    /** The fields that are accessed anywhere, in the order of their first access. */
    public Set<Field> accessedFields() {
        return accesses.keySet();
    }

    /** The accesses of a field, by method and place; constructors' and initialisers' included. */
    public List<Access> accesses(Field f) {
        return accesses.getOrDefault(f, List.of());
    }

    /** The accesses of fields in a method's body. */
    public List<Access> accessesIn(Method m) {
        return summaries[m.id()].accesses();
    }

    /** The events of a method at which it waits until other threads have done their work. */
    public int[] joinsIn(Method m) {
        return summaries[m.id()].joins();
    }

    /** The locks held for certain at an access, those of all callers included. */
    public List<Held.Entry> heldAt(Access a) {
        List<Held.Entry> own = a.held().must();
        if (!a.inCallersThread() || entryLocks.of(a.method()).isEmpty()) return own;
        List<Held.Entry> all = new ArrayList<>(entryLocks.of(a.method()).entries());
        all.addAll(own);
        return all;
    }

    /** Runs only before its object is shared: a constructor, an initialiser, or a method that only these call. */
    public boolean initial(Method m) {
        return lifetimes.initial(m);
    }

    /** By knowledge: runs before its object is shared, or after. */
    public boolean lifecycle(Method m) {
        return lifetimes.lifecycle(m);
    }

    /** Runs in the threads of tasks alone. */
    public boolean taskOnly(Method m) {
        return lifetimes.taskOnly(m);
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

    Throwing throwing() {
        return throwing;
    }

    /** Null while the effects of methods on locks are still being found. */
    WrapperLocks wrappers() {
        return wrappers;
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

    /** Where a region of a method's file is. */
    public static Site site(Method m, Span span) {
        return new Site(m.owner().unit().path(), span);
    }

    public static Site site(SourceType t, Span span) {
        return new Site(t.unit().path(), span);
    }

    /** The calls of the reported files, how many are resolved, and the same for lambdas: {calls, resolved, lambdas, known}. */
    public long[] resolution() {
        long[] out = new long[4];
        for (Method m : universe.methods()) {
            if (!m.owner().unit().reported()) continue;
            Summary s = summaries[m.id()];
            out[0] += s.calls();
            out[1] += s.resolvedCalls();
            out[2] += s.lambdas();
            out[3] += s.knownLambdas();
        }
        return out;
    }
}
