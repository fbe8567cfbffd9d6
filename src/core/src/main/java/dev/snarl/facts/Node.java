package dev.snarl.facts;

import java.util.List;

/**
 * The control structure of a body. The events of a condition stand before the node that tests it; the right side of {@code &&}, {@code ||} and both
 * sides of {@code ?:} are branches of their own when they hold events.
 */
public sealed interface Node permits Event, Node.Seq, Node.Branch, Node.Loop, Node.Switch, Node.Try, Node.Sync, Node.Labeled, Node.Return,
        Node.Throw, Node.Jump, Node.Assert {

    Node EMPTY = new Seq(List.of());

    record Seq(List<Node> nodes) implements Node {
        public Seq {
            nodes = List.copyOf(nodes);
        }
    }

    /** {@code statement}: it is an if, not a conditional expression or a short circuit. */
    record Branch(Span span, Value condition, Node then, Node otherwise, boolean statement) implements Node {}

    /**
     * @param test      the events of the condition, run before each round (after it for DO)
     * @param condition null for an endless loop ({@code for (;;)}) and for FOREACH; {@code while (true)} keeps its constant
     * @param update    the update part of a for, else empty
     * @param local     the variable of a FOREACH, else -1
     * @param iterable  what a FOREACH goes over, else null
     */
    record Loop(Span span, LoopKind kind, Node test, Value condition, Node body, Node update, int local, Value iterable) implements Node {}

    enum LoopKind { WHILE, DO, FOR, FOREACH }

    /** A switch statement or expression. {@code yields} of an expression are {@link Jump}s of kind YIELD with their value. */
    record Switch(Span span, Value selector, List<Case> cases, boolean expression) implements Node {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /** {@code falls}: the body may run on into the next case (an old-style group). {@code labels} are constants, names, type patterns' locals, or {@link Value.InstanceOf}
     * for patterns that bind no single local. The guard's events stand at the start of the body. */
    record Case(List<Value> labels, boolean isDefault, Value guard, Node body, boolean falls) {
        public Case {
            labels = List.copyOf(labels);
        }
    }

    /**
     * @param resources the events that open the resources, in order
     * @param locals    the resources: locals declared in the head, or -1 for an existing variable (then in {@code existing})
     */
    record Try(Span span, Node resources, List<Integer> locals, List<Value> existing, Node body, List<Catch> catches, Node finallyBody) implements Node {
        public Try {
            locals = List.copyOf(locals);
            existing = List.copyOf(existing);
            catches = List.copyOf(catches);
        }

        /** Null-safe: a try without finally has an empty one. */
        public boolean hasFinally() {
            return finallyBody != null;
        }
    }

    /** {@code span} is the region of {@code catch (Type name)}. */
    record Catch(Span span, List<TypeRef> types, int local, Node body) {
        public Catch {
            types = List.copyOf(types);
        }
    }

    /** A synchronized statement. {@code lockSpan} is the lock expression. */
    record Sync(Span span, Span lockSpan, Value lock, Node body) implements Node {}

    record Labeled(String label, Node body) implements Node {}

    /** {@code value} is null for a plain return. */
    record Return(Span span, Value value) implements Node {}

    record Throw(Span span, Value value) implements Node {}

    /** {@code label} is null for the innermost target; {@code value} is set for YIELD alone. */
    record Jump(Span span, JumpKind kind, String label, Value value) implements Node {}

    enum JumpKind { BREAK, CONTINUE, YIELD }

    /** An assert statement: its events run only with assertions on; the condition states a belief of the author. */
    record Assert(Span span, Node test, Value condition) implements Node {}
}
