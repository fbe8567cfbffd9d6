package dev.snarl.rules.interruption;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Kind;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.interruption.InterruptSources.Source;
import dev.snarl.rules.interruption.InterruptSources.Taking;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A catch clause takes an InterruptedException and neither passes it on nor restores the interrupt. */
public final class InterruptSwallowed implements Rule {
    private static final Set<String> LEAVING = Set.of("exit", "halt");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Restoring restoring = new Restoring(program);
        OwnThread own = new OwnThread(program, fates);
        for (Method m : program.methodsMentioning(Set.of("InterruptedException", "Exception", "Throwable"))) {
            if (!m.owner().unit().reported() || fates.inTest(m) || fates.onlyMain(m)) continue;
            new Handlers(program, restoring, own, program.interpret(m)).check(out);
        }
    }

    /** A try, with the events that mean that the interrupted code goes round again. */
    private record Attempt(Node.Try node, BitSet again) {}

    /** The handlers of one method. */
    private final class Handlers {
        private final Program program;
        private final Restoring restoring;
        private final OwnThread own;
        private final Interpretation in;
        private final InterruptSources sources;
        private final Map<String, Integer> ordinals = new HashMap<>();
        private List<BitSet> handlers;

        Handlers(Program program, Restoring restoring, OwnThread own, Interpretation in) {
            this.program = program;
            this.restoring = restoring;
            this.own = own;
            this.in = in;
            this.sources = new InterruptSources(program, in);
        }

        void check(Findings out) {
            check(in.typing().body().root(), -1, out);
            for (int l = 0; l < in.typing().body().lambdas().size(); l++) check(in.typing().body().lambdas().get(l).body(), l, out);
        }

        private void check(Node code, int lambda, Findings out) {
            List<Attempt> tries = new ArrayList<>();
            tries(code, new BitSet(), tries);
            FlowGraph graph = null;
            for (Attempt a : tries) {
                Node.Try t = a.node();
                for (Node.Catch c : t.catches()) {
                    Taking taking = sources.taking(c);
                    if (taking == Taking.NOT) continue;
                    List<Source> from = sources.of(t.resources());
                    from.addAll(sources.of(t.body()));
                    if (taking == Taking.BROADLY && from.isEmpty()) continue;
                    if (from.isEmpty()) from.addAll(sources.possible(t.body()));
                    if (from.isEmpty()) break;
                    if (graph == null) graph = FlowGraph.of(code);
                    if (swallows(graph, lambda, a.again(), c, from)) out.add(finding(c, taking, from));
                    break;
                }
            }
        }

        /** Each try with the events that mean "it goes round again": its own body's, and for one that stands in a handler those of the code handled. */
        private void tries(Node n, BitSet handled, List<Attempt> out) {
            if (!(n instanceof Node.Try t)) {
                for (Node c : Codes.inside(n)) tries(c, handled, out);
                return;
            }
            BitSet own = Codes.events(t.body());
            own.or(handled);
            if (!t.catches().isEmpty()) out.add(new Attempt(t, own));
            tries(t.resources(), handled, out);
            tries(t.body(), handled, out);
            for (Node.Catch c : t.catches()) tries(c.body(), own, out);
            // What cleans up after an interrupt that goes on: a second one says nothing new.
            if (t.hasFinally() && !goesOn(t)) tries(t.finallyBody(), handled, out);
        }

        /** The try throws an InterruptedException out of its body, past its own clauses. */
        private boolean goesOn(Node.Try t) {
            for (Node.Catch c : t.catches()) if (sources.taking(c) != Taking.NOT) return false;
            return !sources.of(t.body()).isEmpty();
        }

        private boolean swallows(FlowGraph graph, int lambda, BitSet again, Node.Catch c, List<Source> from) {
            Set<Integer> aliases = restoring.aliases(in, c.local());
            BitSet handler = Codes.events(c.body());
            BitSet others = otherHandlers(handler);
            for (Point start : graph.pointsOf(c)) {
                if (keeps(start, handler, others, aliases)) return false;
                boolean left = from.stream().anyMatch(Source::loop) || jumps(c.body());
                if (own.obeys(in, lambda, graph, start, handler, again, left)) return false;
            }
            return !graph.pointsOf(c).isEmpty() && !usedInLambda(aliases, handler);
        }

        /** Something that can be come to from the handler restores the flag, throws or stores the exception, or hands it on; or the program ends. */
        private boolean keeps(Point start, BitSet handler, BitSet others, Set<Integer> aliases) {
            Set<Point> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            List<Point> open = new ArrayList<>(List.of(start));
            seen.add(start);
            while (!open.isEmpty()) {
                Point p = open.remove(open.size() - 1);
                if (p.kind() == Kind.EVENT && !others.get(p.event().id()) && keeps(p.event(), handler, aliases)) return true;
                if (p.kind() == Kind.RETURN && told(p.value(), handler) && restoring.restoredByCaller(in.method())) return true;
                if ((p.kind() == Kind.THROW || p.kind() == Kind.RETURN) && p.value() != null) {
                    if (restoring.holds(in, p.value(), aliases(p, aliases), false) || p.kind() == Kind.THROW && (restoring.saysInterrupt(in, p.value()) || error(p.value()))) return true;
                }
                for (Point n : p.next()) if (seen.add(n)) open.add(n);
            }
            return false;
        }

        /** What a handler of another try restores is another interrupt. */
        private BitSet otherHandlers(BitSet handler) {
            BitSet others = new BitSet();
            if (handlers == null) {
                handlers = new ArrayList<>();
                Codes.each(in.typing().body().root(), n -> {
                    if (n instanceof Node.Try t) for (Node.Catch c : t.catches()) if (sources.taking(c) == Taking.BY_NAME) handlers.add(Codes.events(c.body()));
                });
            }
            for (BitSet h : handlers) {
                BitSet around = (BitSet) handler.clone();
                around.andNot(h);
                if (handler.isEmpty() || !around.isEmpty()) others.or(h);
            }
            others.andNot(handler);
            return others;
        }

        /** The returned value is a truth that the handler has set: it tells the caller of the interrupt. */
        private boolean told(Value v, BitSet handler) {
            if (v instanceof Value.Constant c) return c.kind() == Value.ConstantKind.BOOLEAN;
            if (!(v instanceof Value.Local l)) return false;
            for (int i = handler.nextSetBit(0); i >= 0; i = handler.nextSetBit(i + 1)) {
                if (in.typing().event(i) instanceof Event.Assign a && a.local() == l.index() && told(a.value(), handler)) return true;
            }
            return false;
        }

        /** What is thrown must be the exception itself: one made from it says nothing of an interrupt. */
        private Set<Integer> aliases(Point p, Set<Integer> all) {
            Set<Integer> direct = new TreeSet<>();
            for (int l : all) if (in.typing().body().locals().get(l).kind() == LocalFacts.Kind.CATCH || assignedDirectly(l, all)) direct.add(l);
            return direct;
        }

        /** An error says that this cannot be, and ends the thread. */
        private boolean error(Value v) {
            return in.typing().typeOf(v).isA("java.lang.Error").yes();
        }

        private boolean assignedDirectly(int local, Set<Integer> all) {
            for (Event e : in.events()) {
                if (e instanceof Event.Assign a && a.local() == local && restoring.holds(in, a.value(), all, false)) return true;
            }
            return false;
        }

        private boolean keeps(Event e, BitSet handler, Set<Integer> aliases) {
            if (restoring.restores(in, e) || restoring.handsOn(in, e, aliases, 3)) return true;
            if (e instanceof Event.Call c && LEAVING.contains(c.name())) {
                String owner = in.typing().target(c.id()).receiver().name();
                return owner.equals("java.lang.System") || owner.equals("java.lang.Runtime");
            }
            if (!(e instanceof Event.Write w)) return false;
            if (restoring.holds(in, w.value(), aliases, true)) return true;
            Path p = in.locks().path(w.target());
            return handler.get(w.id()) && p.field() instanceof Field f && restoring.restoredElsewhere(f);
        }

        private boolean usedInLambda(Set<Integer> aliases, BitSet handler) {
            for (Event e : in.events()) {
                if (in.typing().lambdaOf(e.id()) >= 0 && !handler.get(e.id()) && restoring.handsOn(in, e, aliases, 0)) return true;
            }
            return false;
        }

        private Finding finding(Node.Catch c, Taking taking, List<Source> from) {
            Method m = in.method();
            String call = from.get(0).name();
            String wraps = wraps(c);
            StringBuilder b = new StringBuilder();
            if (taking == Taking.BROADLY) b.append("catch (").append(types(c)).append(") takes the interrupt of ").append(call).append(" too, and ");
            else b.append("The interrupt that ends ").append(call).append(" is lost here: ");
            b.append(m.label());
            b.append(wraps == null ? " neither throws it on nor restores the flag" : " wraps it in " + wraps + " and does not restore the flag");
            b.append(", so whoever asked this thread to stop is not heard.");
            if (from.size() > 1) b.append(" The same holds for ").append(from.size() - 1).append(from.size() == 2 ? " other call" : " other calls").append(" in this try.");
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(Program.site(m, from.get(0).span()), m.label(), call + " throws InterruptedException; the interrupt flag is cleared", 0));
            steps.add(new Step(Program.site(m, c.span()), m.label(), wraps == null ? "drops the exception and goes on" : "throws " + wraps + " instead", 0));
            String kind = types(c) + "|" + call;
            int ordinal = ordinals.merge(kind, 1, Integer::sum);
            Confidence confidence = taking == Taking.BY_NAME && wraps == null ? Confidence.HIGH : Confidence.MEDIUM;
            return new Finding(id(), null, confidence, Program.site(m, c.span()), m.label(), b.toString(), List.of(), List.of(),
                    List.of(new ThreadTrace("the interrupted thread", steps)),
                    "Declare InterruptedException and let it pass; or call Thread.currentThread().interrupt() and leave.", m.key() + "|" + kind + "|" + ordinal, "");
        }

        private String wraps(Node.Catch c) {
            String[] found = {null};
            Codes.each(c.body(), n -> {
                if (!(n instanceof Node.Throw t) || found[0] != null) return;
                Value v = t.value() instanceof Value.Cast x ? x.operand() : t.value();
                if (v instanceof Value.Local l && in.typing().body().locals().get(l.index()).initial() != null) v = in.typing().body().locals().get(l.index()).initial();
                if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.New e) found[0] = e.type().simpleName();
                else found[0] = in.typing().typeOf(t.value()).known() ? in.typing().typeOf(t.value()).simpleName() : "another exception";
            });
            return found[0];
        }
    }

    private static boolean jumps(Node body) {
        boolean[] found = {false};
        Codes.each(body, n -> {
            if (n instanceof Node.Return || n instanceof Node.Jump j && j.kind() == Node.JumpKind.BREAK || n instanceof Node.Throw) found[0] = true;
        });
        return found[0];
    }

    private static String types(Node.Catch c) {
        StringBuilder b = new StringBuilder();
        for (TypeRef t : c.types()) b.append(b.length() > 0 ? " | " : "").append(t.simpleName());
        return b.toString();
    }
}
