package dev.snarl.rules.blocking;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.MethodDecl;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The code that the toolkit of a user interface runs in its one thread. */
final class UiEntries {
    private static final List<String> PACKAGES = List.of("java.awt.event.", "javax.swing.event.", "javafx.event.", "javafx.beans.", "android.view.View.On", "android.content.DialogInterface.On");
    private static final Set<String> UI_THREADS = Set.of("edt", "ui", "fx");
    private static final Set<String> PAINTS = Set.of("paint", "paintComponent", "paintBorder", "paintChildren", "update", "getListCellRendererComponent", "getTableCellRendererComponent");
    private static final Set<String> SAID = Set.of("ui", "edt", "main");

    /** Code that runs on the thread: a method, or a lambda of it (else -1). */
    record Entry(Method method, int lambda, String why) {}

    private final Program program;

    UiEntries(Program program) {
        this.program = program;
    }

    List<Entry> all() {
        List<Entry> out = new ArrayList<>();
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || m.owner().unit().test()) continue;
            String why = why(m);
            if (why != null) out.add(new Entry(m, -1, why));
            if (touchesToolkit(m)) handlers(m, out);
        }
        for (Task t : program.tasks()) {
            if (!UI_THREADS.contains(t.thread()) || t.host().owner().unit().test()) continue;
            String why = "it is handed to the event thread";
            if (t.lambda() >= 0) out.add(new Entry(t.host(), t.lambda(), why));
            else if (t.method() != null && t.method().hasBody()) out.add(new Entry(t.method(), -1, why));
        }
        return out;
    }

    private String why(Method m) {
        for (AnnotationFacts a : m.facts().annotations()) {
            AnnotationFact f = program.knowledge().annotation(Role.CONFINED, a.simpleName()).orElse(null);
            if (f != null) return SAID.contains(f.attribute("thread", "")) ? "it is annotated @" + a.simpleName() : null;
        }
        if (m.isStatic() || m.facts().isInitializer()) return null;
        for (MethodFact f : program.knowledge().methods(m.name())) {
            if (f.role() == Role.ENTRY && UI_THREADS.contains(f.attribute("thread", "")) && f.acceptsArity(m.facts().params().size()) && m.owner().isA(f.type()).yes()) return "the toolkit calls it";
        }
        if (PAINTS.contains(m.name()) && (m.owner().isA("java.awt.Component").yes() || m.name().startsWith("get"))) return m.owner().isA("java.awt.Component").yes() ? "the toolkit calls it to paint" : null;
        for (Decl d : m.owner().ancestry().decls()) {
            if (d instanceof SourceType || !toolkit(d.name()) && !d.name().equals("javax.swing.AbstractAction")) continue;
            for (MethodDecl o : d.ownMethods(m.name())) if (o.paramTypes().size() == m.facts().params().size()) return "it is a " + d.simpleName();
        }
        return null;
    }

    private static boolean toolkit(String type) {
        for (String p : PACKAGES) if (type.startsWith(p)) return true;
        return false;
    }

    private static boolean touchesToolkit(Method m) {
        for (var i : m.owner().unit().facts().imports()) {
            if (i.name().startsWith("javax.swing") || i.name().startsWith("java.awt") || i.name().startsWith("javafx") || i.name().startsWith("android")) return true;
        }
        return false;
    }

    /** Lambdas and method references that are handed on as listeners. */
    private void handlers(Method m, List<Entry> out) {
        Interpretation in = program.interpret(m);
        for (int l = 0; l < in.typing().body().lambdas().size(); l++) {
            Type t = in.typing().lambdaTarget(l);
            if (t != null && t.known() && toolkit(t.name())) out.add(new Entry(m, l, "it is a " + t.simpleName()));
        }
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c)) continue;
            MethodDecl target = in.typing().target(c.id()).method();
            for (int i = 0; target != null && i < c.args().size() && i < target.paramTypes().size(); i++) {
                Type p = target.paramTypes().get(i);
                if (!(c.args().get(i) instanceof Value.MethodRef r) || !p.known() || !toolkit(p.name())) continue;
                for (CallEdge x : program.calls().edgesFrom(m)) {
                    if (x.reference() && x.event() == c.id() && x.callees().size() == 1 && x.span().equals(r.span())) out.add(new Entry(x.callees().get(0), -1, "it is a " + p.simpleName()));
                }
            }
        }
    }
}
