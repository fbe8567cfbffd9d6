package dev.snarl.program;

import dev.snarl.facts.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements around the current point that jumps and exceptions may leave, innermost last, and the flows that wait there. Used by one thread.
 */
final class Ways {
    enum Kind { TARGET, CATCHES, FINALLY, REGION }

    /** One statement. Jumps end at a TARGET, exceptions at CATCHES; FINALLY and REGION hold both up: something is to be done before they go on. */
    static final class Frame {
        final Kind kind;
        final Node node;
        final String label;
        final int depth;
        Flow breaks = Flow.DEAD;
        Flow continues = Flow.DEAD;
        Flow thrown = Flow.DEAD;
        final List<Pending> pending = new ArrayList<>();

        Frame(Kind kind, Node node, String label, int depth) {
            this.kind = kind;
            this.node = node;
            this.label = label;
            this.depth = depth;
        }

        private boolean holdsUp() {
            return kind == Kind.FINALLY || kind == Kind.REGION;
        }

        private void hold(Node jump, Flow flow) {
            for (Pending p : pending) {
                if (p.jump == jump) {
                    p.flow = Flow.join(p.flow, flow);
                    return;
                }
            }
            pending.add(new Pending(jump, flow));
        }
    }

    /** A flow that goes on by a jump, or as an exception ({@code jump} is null). */
    static final class Pending {
        final Node jump;
        Flow flow;

        Pending(Node jump, Flow flow) {
            this.jump = jump;
            this.flow = flow;
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private int finallyDepth;

    Frame push(Kind kind, Node node, String label) {
        Frame f = new Frame(kind, node, label, finallyDepth);
        frames.add(f);
        return f;
    }

    void pop(Frame f) {
        if (frames.remove(frames.size() - 1) != f) throw new IllegalStateException("frames out of order");
    }

    void enterFinally() {
        finallyDepth++;
    }

    void leaveFinally() {
        finallyDepth--;
    }

    private static Flow at(Frame f, Flow flow) {
        return flow.map(s -> s.leave(f.depth));
    }

    /** Sends a jump on its way; gives the flow back if it leaves the body. */
    Flow jump(Node jump, Flow flow) {
        if (flow.dead()) return null;
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame f = frames.get(i);
            if (f.holdsUp()) {
                f.hold(jump, at(f, flow));
                return null;
            }
            if (f.kind != Kind.TARGET || !(jump instanceof Node.Jump j) || !isTarget(f, j)) continue;
            if (j.kind() == Node.JumpKind.CONTINUE) f.continues = Flow.join(f.continues, at(f, flow));
            else f.breaks = Flow.join(f.breaks, at(f, flow));
            return null;
        }
        return jump instanceof Node.Return ? flow.map(s -> s.leave(0)) : null;
    }

    private static boolean isTarget(Frame f, Node.Jump j) {
        if (j.label() != null) return j.label().equals(f.label);
        boolean loop = f.node instanceof Node.Loop, choice = f.node instanceof Node.Switch;
        return switch (j.kind()) {
            case CONTINUE -> loop;
            case YIELD -> choice;
            case BREAK -> loop || choice;
        };
    }

    /** Throws: to the innermost catches, finally or region; gives the flow back if it leaves the body. */
    Flow raise(Flow flow) {
        if (flow.dead()) return null;
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame f = frames.get(i);
            if (f.holdsUp()) {
                f.hold(null, at(f, flow));
                return null;
            }
            if (f.kind == Kind.CATCHES) {
                f.thrown = Flow.join(f.thrown, at(f, flow));
                return null;
            }
        }
        return flow.map(s -> s.leave(0));
    }
}
