package dev.snarl.extract;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A body while it is lowered: its locals with the names in scope, its lambdas, and the nodes of the part at hand. */
final class BodyDraft {
    final TypeDraft type;
    /** The index of the method in its type. */
    final int method;
    final boolean isStatic;
    /** True while the arguments of {@code this(...)} or {@code super(...)} are lowered: there is no instance yet. */
    boolean beforeInstance;
    /** A part of the source could not be parsed: the body is not to be believed. */
    boolean broken;
    int lambda = -1, loops;
    /** The values that the innermost switch expression yields, or null outside of one. */
    List<Value> yields;

    private final List<LocalDraft> locals = new ArrayList<>();
    private final List<LambdaFacts> lambdas = new ArrayList<>(0);
    private final List<Event.Read> watched = new ArrayList<>(0);
    private int watching;
    private int events;
    private List<Node> out = new ArrayList<>();
    private int[] scope = new int[8];
    private int inScope;

    BodyDraft(TypeDraft type, int method, boolean isStatic) {
        this.type = type;
        this.method = method;
        this.isStatic = isStatic;
    }

    // Nodes

    void emit(Node node) {
        out.add(node);
    }

    int nextEvent() {
        return events++;
    }

    void read(Span span, Value target) {
        Event.Read read = new Event.Read(events++, span, target);
        out.add(read);
        if (watching > 0) watched.add(read);
    }

    /** Starts a part of its own; the result goes to {@link #close}. */
    List<Node> open() {
        List<Node> saved = out;
        out = new ArrayList<>(4);
        return saved;
    }

    Node close(List<Node> saved) {
        List<Node> part = out;
        out = saved;
        return node(part);
    }

    private static Node node(List<Node> part) {
        int n = part.size();
        return n == 0 ? Node.EMPTY : n == 1 ? part.get(0) : new Node.Seq(part);
    }

    // Reads of an assigned value

    /** Reads are kept from here on until {@link #unwatch}. */
    int watch() {
        watching++;
        return watched.size();
    }

    /** True if {@code target} was read since the mark. */
    boolean unwatch(int mark, Value target) {
        boolean found = false;
        for (int i = mark; i < watched.size() && !found; i++) found = Paths.same(watched.get(i).target(), target);
        if (--watching == 0) watched.clear();
        return found;
    }

    /** The reads of a lambda are not part of the value that the lambda is. */
    int watchedReads() {
        return watched.size();
    }

    void forgetReads(int mark) {
        if (watched.size() > mark) watched.subList(mark, watched.size()).clear();
    }

    // Names

    int declare(String name, LocalFacts.Kind kind, TypeRef declared, Span span) {
        int index = create(name, kind, declared, span, loops);
        bind(index);
        return index;
    }

    /** A local that is not yet in scope. */
    int create(String name, LocalFacts.Kind kind, TypeRef declared, Span span, int depth) {
        locals.add(new LocalDraft(name, kind, declared, lambda, span, depth));
        return locals.size() - 1;
    }

    void bind(int local) {
        if (inScope == scope.length) scope = Arrays.copyOf(scope, inScope * 2);
        scope[inScope++] = local;
    }

    void bind(int[] bindings) {
        if (bindings != null) for (int b : bindings) bind(b);
    }

    int mark() {
        return inScope;
    }

    void release(int mark) {
        inScope = mark;
    }

    LocalDraft local(int index) {
        return locals.get(index);
    }

    /** The index of the local of this name in scope, or -1. */
    int lookup(String name) {
        for (int i = inScope - 1; i >= 0; i--) if (locals.get(scope[i]).name.equals(name)) return scope[i];
        return -1;
    }

    // Lambdas

    int reserveLambda() {
        lambdas.add(null);
        return lambdas.size() - 1;
    }

    void lambda(int index, LambdaFacts facts) {
        lambdas.set(index, facts);
    }

    Body finish() {
        List<LocalFacts> done = new ArrayList<>(locals.size());
        for (LocalDraft l : locals) done.add(l.finish());
        return new Body(done, lambdas, node(out), events);
    }
}
