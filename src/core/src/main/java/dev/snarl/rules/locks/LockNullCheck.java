package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** A monitor is taken of a reference that is compared with null only inside the block: null would have failed before. */
public final class LockNullCheck implements Rule {
    private static final Set<String> ASKS = Set.of("isNull", "nonNull");

    @Override
    public void check(Program program, Findings out) {
        LockReports reports = new LockReports(id());
        MonitorUse.regions(program, use -> {
            Subject s = subject(use.in(), use.direct());
            if (s == null) return;
            Search found = new Search(use, s);
            if (found.test != null && !found.before) reports.add(null, use, fault(use, s, found.test));
        });
        reports.into(out);
    }

    /** What is locked: a field, by its path, or a local. */
    private record Subject(Path path, int local) {}

    private static Subject subject(Interpretation in, Value v) {
        if (v instanceof Value.Local l) return new Subject(null, l.index());
        if (!(v instanceof Value.Name || v instanceof Value.Field)) return null;
        Path p = in.locks().path(v);
        return p.known() && p.root() == Path.Root.FIELD ? new Subject(p, -1) : null;
    }

    private static boolean names(Interpretation in, Value v, Subject s) {
        if (v instanceof Value.Local l) return s.local == l.index();
        return s.path != null && (v instanceof Value.Name || v instanceof Value.Field) && s.path.equals(in.locks().path(v));
    }

    /** Goes through the body in the order of the text. */
    private static final class Search {
        private final Interpretation in;
        private final MonitorUse use;
        private final Subject subject;
        private final Span region;
        /** The reference is compared with null, or given a new object, before the region. */
        boolean before;
        /** The first comparison in the region, if the reference is not assigned before it there. */
        Span test;
        private boolean assigned;

        Search(MonitorUse use, Subject subject) {
            this.in = use.in();
            this.use = use;
            this.subject = subject;
            this.region = use.region().span();
            Nodes.walk(in.typing().body().root(), this::node);
            in.typing().body().lambdas().forEach(l -> Nodes.walk(l.body(), this::node));
        }

        private void node(Node n) {
            if (n instanceof Node.Branch b) asked(b.condition(), b.span());
            else if (n instanceof Node.Loop l && l.condition() != null) asked(l.condition(), l.span());
            else if (n instanceof Node.Assert a) asked(a.condition(), a.span());
            else if (n instanceof Node.Return r && r.value() != null) asked(r.value(), r.span());
            else if (n instanceof Event.Assign a) assign(a);
            else if (n instanceof Event.Write w) write(w);
            else if (n instanceof Event.Call c) call(c);
        }

        private void assign(Event.Assign a) {
            asked(a.value(), a.span());
            if (a.local() == subject.local && inside(a.span())) assigned = true;
        }

        private void write(Event.Write w) {
            asked(w.value(), w.span());
            if (!names(in, w.target(), subject)) return;
            if (inside(w.span())) assigned = true;
            else if (w.span().compareTo(region) < 0) before = true;
        }

        private void call(Event.Call c) {
            for (Value v : c.args()) asked(v, c.span());
            if (ASKS.contains(c.name()) && c.args().size() == 1 && names(in, c.args().get(0), subject)) compared(c.span());
            // While it waits the monitor is free, and the reference may become null; a helper may ask before, or assign.
            if (inside(c.span()) && test == null && (c.name().equals("wait") || c.receiver() == null)) assigned = true;
            if (c.span().compareTo(region) < 0 && mayAsk(c)) before = true;
        }

        /** {@code requireNonNull(lock)}, {@code checkNotNull(lock, ..)}, {@code initLock()}: the author has thought of null. */
        private boolean mayAsk(Event.Call c) {
            for (Value v : c.args()) if (names(in, v, subject) && (c.name().contains("ull") || c.name().startsWith("check") || c.name().startsWith("is"))) return true;
            return false;
        }

        private void asked(Value v, Span at) {
            Value x = v;
            for (int i = 0; i < 200 && x instanceof Value.Binary b; i++) {
                if (b.right() instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL) {
                    if (names(in, b.left(), subject)) compared(at);
                    return;
                }
                asked(b.right(), at);
                x = b.left();
            }
            if (x instanceof Value.Unary u) asked(u.operand(), at);
            else if (x instanceof Value.Choice c && c.condition() != null) asked(c.condition(), at);
        }

        private void compared(Span at) {
            if (inside(at)) {
                if (test == null && !assigned) test = at;
            } else if (at.compareTo(region) < 0) {
                before = true;
            } else if (test == null && !assigned && constant()) {
                test = at;
            }
        }

        /** What was not null in the region is not null behind it: a local or parameter that is never assigned again. */
        private boolean constant() {
            return subject.local >= 0 && in.typing().body().locals().get(subject.local).effectivelyFinal()
                    && in.typing().body().locals().get(subject.local).kind() != LocalFacts.Kind.FOREACH && !use.region().span().equals(Span.NONE);
        }

        private boolean inside(Span s) {
            return region.contains(s);
        }
    }

    private LockReports.Fault fault(MonitorUse use, Subject s, Span test) {
        Span at = test.endLine() > test.line() ? new Span(test.line(), test.column(), test.line(), test.column() + 2) : test;
        return new LockReports.Fault(Confidence.HIGH, use.name() + " is compared with null only after its monitor was taken: with null, synchronized has thrown a NullPointerException before"
                + (s.local >= 0 ? "." : ", and a field that another thread sets to null may be null at the synchronized as well."),
                List.of(), List.of(new Related(Program.site(use.method(), at), "compared with null here, too late")),
                s.local >= 0 ? "Compare with null before the synchronized, or drop the comparison." : "Lock an object that is never null, such as a private final Object, and test " + use.name() + " under it.");
    }
}
