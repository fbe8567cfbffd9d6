package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The linked program: answers for rules, computed once. Safe for use by several threads after {@link #link}. */
public final class Program {
    private static final int CHUNK = 32;
    private final Universe universe;
    private final Roles roles;
    private final Functional functional = new Functional();
    private final Getters getters;
    private final FunctionUse functions;
    private final Throwing throwing;
    private final Mentions mentions;
    private LockEffects effects = LockEffects.NONE;
    private WrapperLocks wrappers;
    private Summary[] summaries;
    private CallGraph calls;
    private EntryLocks entryLocks;
    private Lifetimes lifetimes;
    private LockGraph lockGraph;
    private ConditionCalls conditionCalls;
    private Takings takings;
    private List<Method> withMonitors;
    private List<Task> tasks;
    private Map<Field, List<Access>> accesses;
    private Map<Field, List<Side>> sides;
    private final Map<Field, List<Race>> races = new ConcurrentHashMap<>();
    private final Map<Field, Optional<Guard>> guards = new ConcurrentHashMap<>();
    private final ThreadLocal<Interpretations> recent = ThreadLocal.withInitial(() -> new Interpretations(this));

    private Program(Universe universe, Knowledge knowledge, int threads) {
        this.universe = universe;
        this.roles = new Roles(knowledge);
        this.getters = new Getters(universe, functional, roles);
        this.functions = new FunctionUse(universe, functional, roles, getters);
        this.throwing = new Throwing(universe, functional, roles);
        this.mentions = new Mentions(universe.methods(), threads);
    }

    /**
     * Links the facts of all files.
     *
     * @param units   sorted by path
     * @param threads how many threads to use; the result does not depend on it
     */
    public static Program link(List<SourceUnit> units, PlatformIndex platform, Knowledge knowledge, int threads) {
        Program p = new Program(new Universe(units, platform, knowledge), knowledge, threads);
        p.effects = new EffectsFinder(p).find(threads);
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
        withMonitors = List.copyOf(findMonitors());
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
        for (SourceType t : universe.types()) {
            if (t.isA("java.lang.Thread").yes()) for (Method m : t.ownMethods("run")) if (m.facts().params().isEmpty()) taskMethods.add(m);
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

    /** The locks that a method's body takes itself. */
    public List<Acquisition> acquisitions(Method m) {
        return summaries[m.id()].acquisitions();
    }

    /** The methods whose own code, lambdas included, has synchronized statements, in order. */
    public List<Method> methodsWithMonitors() {
        return withMonitors;
    }

    private List<Method> findMonitors() {
        List<Method> out = new ArrayList<>();
        for (Method m : universe.methods()) {
            for (Acquisition a : summaries[m.id()].acquisitions()) {
                // A statement, not the method's own modifier.
                if (a.lock().monitor() && a.event() < 0 && a.span() != null && a.span().known() && !a.span().equals(m.facts().nameSpan())) {
                    out.add(m);
                    break;
                }
            }
        }
        return out;
    }

    /** Whether a method, or a lambda in it, takes any lock: by its modifier, a statement or a call. */
    public boolean takesLock(Method m) {
        return m.isSynchronized() || !summaries[m.id()].acquisitions().isEmpty();
    }

    /** Whether a method takes a lock of one of these keys itself. */
    public boolean takesAny(Method m, Set<String> keys) {
        for (Acquisition a : summaries[m.id()].acquisitions()) if (keys.contains(a.lock().key())) return true;
        return false;
    }

    /** What lock expressions stand for. A new one at every call, for one thread. */
    public LockOrigins lockOrigins() {
        return new LockOrigins(this);
    }

    /** Which locks are taken while others are held. Made at the first question. */
    public synchronized LockGraph lockGraph() {
        if (lockGraph == null) lockGraph = new LockGraph(this);
        return lockGraph;
    }

    /** The waits and signals of all methods. Made at the first question. */
    public synchronized ConditionCalls conditionCalls() {
        if (conditionCalls == null) conditionCalls = new ConditionCalls(this);
        return conditionCalls;
    }

    /** Which regions take which lock. Made at the first question. */
    public synchronized Takings takings() {
        if (takings == null) takings = new Takings(this);
        return takings;
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
    public List<Join> joinsIn(Method m) {
        return summaries[m.id()].joins();
    }

    /** The places of a method's body that make their thread wait, in order. */
    public List<Block> blocksIn(Method m) {
        return summaries[m.id()].blocks();
    }

    /** The locks held for certain at an access, those of all callers included. */
    public List<Held.Entry> heldAt(Access a) {
        List<Held.Entry> own = a.held().must();
        if (!a.inCallersThread() || entryLocks.of(a.method()).isEmpty()) return own;
        List<Held.Entry> all = new ArrayList<>(entryLocks.of(a.method()).entries());
        all.addAll(own);
        return all;
    }

    /** A constructor stores one of its parameters in the field: whoever makes the object decides what is there. */
    public boolean givenToConstructor(Field f) {
        return ParamStore.fills(this, f);
    }

    /** How the executor in a final field was made, when its initialiser or constructor says so; else null. */
    MethodFact finalPool(Field f) {
        MethodFact found = null;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody()) continue;
            if (!m.mentions(f.name())) continue;
            Interpretation in = interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || in.typing().denote(w.target()).field() != f) continue;
                MethodFact p = new Summarizer(in, roles, functions).poolOf(w.value(), 0);
                if (p == null || found != null) return null;
                found = p;
            }
        }
        return found;
    }

    /** How the executor of a task was made, when that happens in the host itself; else null. */
    MethodFact localPool(Task t) {
        Path e = t.executor();
        if (e.root() != Path.Root.FRESH && e.root() != Path.Root.RESULT) return null;
        return new Summarizer(interpret(t.host()), roles, functions).poolOf(new Value.Result(e.index()), 0);
    }

    /** Every way in which threads come to the fields that a task comes to. Computed once. */
    public synchronized Map<Field, List<Side>> sides() {
        if (sides == null) sides = new Reach(this).run();
        return sides;
    }

    /** The races on a field that tasks and callers come to; empty for a field that only one thread reaches. */
    public List<Race> races(Field f) {
        List<Side> s = sides().get(f);
        if (s == null) return List.of();
        List<Race> known = races.get(f);
        if (known == null) races.put(f, known = List.copyOf(new Races(this).of(s)));
        return known;
    }

    /** All calls of the method that are in sight come from under some one lock, though callers out of sight may not. */
    public boolean calledUnderLock(Method m) {
        return new Guards(this).calledUnderLock(m);
    }

    /** As far as the scanned code goes, the access happens in the thread that its class, or one nested with it, is. */
    public boolean ownThreadOnly(Access a) {
        return a.inCallersThread() && new Confinement(this).ownThreadOnly(a.method());
    }

    /**
     * Whether an access happens in one thread at a time for certain: only in tasks that run once at a time (one thread, one lane, a periodic task),
     * and all of them the same.
     */
    public boolean singleThread(Access a) {
        return singleThread(a.method(), a.lambda());
    }

    /** The same for any code: {@code lambda} is the lambda that it stands in and that does not run in the caller's thread, or -1. */
    public boolean singleThread(Method m, int lambda) {
        return new Confinement(this).singleThread(m, lambda);
    }

    /** Only the main thread runs the method. */
    public boolean mainOnly(Method m) {
        return new Confinement(this).mainOnly(m);
    }

    /** The toolkit of the user interface calls the method, in its one thread. */
    public boolean userInterface(Method m) {
        return Confinement.userInterface(calls.whole(m));
    }

    /** How the thread of a task stands to others. */
    public ThreadRole role(Task t) {
        return new Threads(this).role(t);
    }

    /** Pairs of threads that come to a field of one object with no order and no common lock, though both may only read it: its object is shared. */
    public List<Race> meetings(Field f) {
        List<Side> s = sides().get(f);
        return s == null ? List.of() : new Races(this).meetings(s);
    }

    /** The lock that most accesses of a field hold, or null when none holds any. */
    public Guard guard(Field f) {
        Optional<Guard> known = guards.get(f);
        if (known == null) guards.put(f, known = Optional.ofNullable(new Guards(this).of(f)));
        return known.orElse(null);
    }

    /** The reason why instances of a type are shared between threads by declaration (an annotation, a servlet, a singleton bean), or null. */
    public String sharedByDeclaration(SourceType t) {
        if (t.hasAnnotation(knowledge().annotations(Role.DECLARED_UNSAFE))) return null;
        if (t.hasAnnotation(knowledge().annotations(Role.DECLARED_SAFE))) return t.label() + " is declared thread-safe";
        return Reach.singleton(t, this) ? t.label() + " is a singleton that serves many threads" : null;
    }

    /** The author says that one thread alone uses the field. */
    public boolean confined(Field f) {
        return SourceType.has(f.facts().annotations(), knowledge().annotations(Role.CONFINED));
    }

    /** The method is there, or as visible as it is, for tests, or runs under a lock that an annotation adds. */
    public boolean specialAccess(Method m) {
        return SourceType.has(m.facts().annotations(), knowledge().annotations(Role.TEST_VISIBILITY))
                || SourceType.has(m.facts().annotations(), knowledge().annotations(Role.CONFINED));
    }

    /** The field is as visible as it is for tests. */
    public boolean forTests(Field f) {
        return SourceType.has(f.facts().annotations(), knowledge().annotations(Role.TEST_VISIBILITY));
    }

    /** The author says that the type, or a type around it, is for one thread. */
    public boolean declaredUnsafe(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) {
            if (s.hasAnnotation(knowledge().annotations(Role.DECLARED_UNSAFE)) || s.hasAnnotation(knowledge().annotations(Role.CONFINED))) return true;
        }
        return false;
    }

    /** Runs only before its object is shared: a constructor, an initialiser, or a method that only these call. */
    public boolean initial(Method m) {
        return lifetimes.initial(m);
    }

    /** By knowledge: runs before its object is shared, or after. */
    public boolean lifecycle(Method m) {
        return lifetimes.lifecycle(m);
    }

    /** Whether a method may be called as a method of a supertype, by code that is not scanned. */
    public boolean overrides(Method m) {
        return EntryLocks.overrides(m);
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

    /** How an anonymous class is used that is handed to a call where it is made; null for any other. */
    Summary.AnonymousUse anonymousUse(SourceType t) {
        return t.outerMethod() == null ? null : summaries[t.outerMethod().id()].anonymous().get(t);
    }

    /** The locks that annotations name for fields and methods. A new one at every call. */
    public DeclaredGuards declaredGuards() {
        return new DeclaredGuards(this);
    }

    /** Methods that break what their annotations say of locks, in order. Found anew at every call. */
    public List<EffectBreach> effectBreaches() {
        return new LockContracts(this).find();
    }

    /** Calls in another thread than the one that annotations name. Found anew at every call. */
    public List<ThreadBreach> threadBreaches() {
        return new ThreadContracts(this).find();
    }

    /** What authors say with annotations. */
    public Annotations annotations() {
        return new Annotations(roles.knowledge());
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

    /** When and where a function runs that is handed to a call or creation as this argument: a lambda, a method reference, or a value. */
    public Runs argumentRuns(Interpretation in, int event, int arg) {
        if (in.typing().event(event) instanceof Event.Call c) return functions.of(in.typing(), event, c.name(), c.args(), c.receiver(), arg).runs();
        return in.typing().event(event) instanceof Event.New n ? functions.of(in.typing(), event, "<init>", n.args(), null, arg).runs() : Runs.UNKNOWN;
    }

    /** Whether a call or creation may throw in practice. */
    public boolean mayThrow(Interpretation in, Event e) {
        return e instanceof Event.Call c ? throwing.mayThrow(in.typing(), c) : e instanceof Event.New n && throwing.mayThrow(in.typing(), n);
    }

    /** The methods with a body that holds any of these identifiers (names called, read or created; words of literals too), in order. Cheaply told. */
    public List<Method> methodsMentioning(Collection<String> names) {
        return mentions.of(names);
    }

    /** The methods with a body that holds any word (as above) that a test takes, in order; each word is tested once. */
    public List<Method> methodsMentioning(Predicate<String> word) {
        return mentions.of(word);
    }

    /** The types on whose objects a method calls methods, its lambdas included, as far as they are known; each once. */
    public List<Decl> receivers(Method m) {
        return summaries[m.id()].receivers();
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

    /** The search for the locks that callers hold was bounded and stopped before it was done: some held locks are not seen. */
    public boolean stoppedEarly() {
        return entryLocks.stoppedEarly();
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
