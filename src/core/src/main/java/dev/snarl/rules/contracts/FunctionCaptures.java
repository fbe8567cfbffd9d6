package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import java.util.List;

/** Lambdas and method references that become a functional interface with a checked promise: what they keep must keep it too. */
final class FunctionCaptures {
    private final Program program;
    private final Contract contract;
    private final Findings out;
    private final Promises promises;
    private final TypeJudge judge;
    private final Surroundings surroundings;

    FunctionCaptures(Program program, Contract contract, Findings out, Promises promises, TypeJudge judge, Surroundings surroundings) {
        this.program = program;
        this.contract = contract;
        this.out = out;
        this.promises = promises;
        this.judge = judge;
        this.surroundings = surroundings;
    }

    void run() {
        boolean any = false;
        for (SourceType t : program.universe().types()) any |= t.isInterface() && bound(t);
        if (!any) return;
        for (Method m : program.universe().methods()) {
            if (m.hasBody() && !m.owner().unit().test() && !Promises.suppressed(m.facts().annotations(), contract) && !Promises.suppressed(m.owner(), contract)) method(m);
        }
    }

    private boolean bound(SourceType t) {
        Promise p = promises.of(t, contract);
        return p != null && p.checked();
    }

    private void method(Method m) {
        Interpretation in = program.interpret(m);
        for (int i = 0; i < in.typing().body().lambdas().size(); i++) {
            Type to = in.typing().lambdaTarget(i);
            if (!(to.decl() instanceof SourceType t) || !bound(t)) continue;
            String why = surroundings.ofLambda(in, i);
            if (why != null) report(m, in.typing().body().lambdas().get(i).arrow(), t, "this lambda " + why);
        }
        for (Event e : in.events()) {
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (int i = 0; i < args.size(); i++) {
                if (args.get(i) instanceof Value.MethodRef r && r.scope() != null && in.typing().expectedArgument(e.id(), i).decl() instanceof SourceType t && bound(t)) reference(in, r, t);
            }
        }
    }

    private void reference(Interpretation in, Value.MethodRef r, SourceType to) {
        if (in.locks().path(r.scope()).root() == dev.snarl.program.Path.Root.CLASS) return;
        Type type = in.typing().typeOf(r.scope());
        Verdict v = judge.judge(Shape.of(type), TypeJudge.Scope.of(in.method().owner(), in.method(), true));
        if (v.keeps() == Tri.NO) report(in.method(), r.span(), to, "this method reference keeps its receiver: " + v.why());
    }

    private void report(Method m, Span span, SourceType to, String what) {
        out.add(new Finding(contract.rule(), null, Confidence.HIGH, Program.site(m, span), m.label(), "A " + to.label() + " should be " + contract.word() + " but " + what + ".",
                List.of(to.label() + " is declared " + contract.word() + ", and so is every object of it"), List.of(), List.of(),
                "Keep values alone that are " + contract.word() + ": copy what is needed before.", m.key() + " " + to.name() + " " + what, ""));
    }
}
