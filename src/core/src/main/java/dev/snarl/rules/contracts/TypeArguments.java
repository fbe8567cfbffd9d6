package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Node;
import dev.snarl.facts.Site;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments for type parameters that ask for immutable or thread-safe types: in the heads of types, in creations, in calls of generic methods. */
final class TypeArguments {
    private static final int DEPTH = 4;
    private final Program program;
    private final Contract contract;
    private final Findings out;
    private final Promises promises;
    private final TypeJudge judge;
    private final Set<SourceType> types = new HashSet<>();
    private final Set<Method> methods = new HashSet<>();

    TypeArguments(Program program, Contract contract, Findings out, Promises promises, TypeJudge judge) {
        this.program = program;
        this.contract = contract;
        this.out = out;
        this.promises = promises;
        this.judge = judge;
    }

    void run() {
        Set<String> names = new LinkedHashSet<>();
        for (SourceType t : program.universe().types()) if (asks(t.facts().typeParams()) && types.add(t)) names.add(t.simpleName());
        for (Method m : program.universe().methods()) if (asks(m.facts().typeParams()) && methods.add(m)) names.add(m.name());
        if (names.isEmpty()) return;
        for (SourceType t : program.universe().types()) if (!t.unit().test() && !Promises.suppressed(t, contract)) heads(t);
        for (Method m : program.methodsMentioning(names)) {
            if (m.owner().unit().test() || Promises.suppressed(m.owner(), contract) || Promises.suppressed(m.facts().annotations(), contract)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.New n && n.anonymous() < 0) creation(in, n);
                else if (e instanceof Event.Call c && in.typing().target(c.id()).source() != null && methods.contains(in.typing().target(c.id()).source())) call(in, c, in.typing().target(c.id()).source());
            }
        }
    }

    private boolean asks(List<TypeParam> params) {
        for (TypeParam p : params) if (promises.demanded(p) == contract) return true;
        return false;
    }

    private void heads(SourceType t) {
        List<TypeRef> heads = new ArrayList<>(t.facts().interfaces());
        if (t.facts().supertype() != null) heads.add(0, t.facts().supertype());
        for (TypeRef head : heads) {
            Shape s = Shape.of(head, t, null, program);
            if (s.type().decl() instanceof SourceType of && types.contains(of) && !(t.facts().isAnonymous() && s.args().isEmpty())) {
                arguments(of, s, TypeJudge.Scope.of(t, null, true), Program.site(t, t.facts().nameSpan()), t.label());
            }
        }
    }

    private void creation(Interpretation in, Event.New n) {
        Method m = in.method();
        Shape s = Shape.of(n.type(), m.owner(), m, program);
        if (!(s.type().decl() instanceof SourceType of) || !types.contains(of)) return;
        if (s.args().isEmpty()) {
            TypeRef expected = expected(in, n.id());
            if (expected == null) return;
            Shape e = Shape.of(expected, m.owner(), m, program);
            if (e.type().decl() != of || e.args().isEmpty()) return;
            s = e;
        }
        arguments(of, s, TypeJudge.Scope.of(m.owner(), m, true), Program.site(m, n.span()), m.label());
    }

    /** The type, as written, of what a creation is returned as or assigned to; null where it goes elsewhere. */
    private static TypeRef expected(Interpretation in, int event) {
        TypeRef[] found = new TypeRef[1];
        Nodes.walk(in.typing().body().root(), n -> {
            if (n instanceof Node.Return r && is(r.value(), event)) found[0] = in.method().facts().returnType();
            if (n instanceof Event.Assign a && is(a.value(), event) && !in.typing().body().locals().get(a.local()).type().isVar()) found[0] = in.typing().body().locals().get(a.local()).type();
            if (n instanceof Event.Write w && is(w.value(), event) && in.locks().path(w.target()).field() instanceof dev.snarl.program.Field f && f.owner() == in.method().owner()) found[0] = f.facts().type();
        });
        return found[0];
    }

    private static boolean is(Value v, int event) {
        return v instanceof Value.Result r && r.event() == event;
    }

    private void arguments(SourceType of, Shape s, TypeJudge.Scope scope, Site at, String member) {
        List<TypeParam> params = of.facts().typeParams();
        for (int i = 0; i < params.size(); i++) {
            if (promises.demanded(params.get(i)) != contract) continue;
            if (i < s.args().size() && s.args().get(i).wildcard() == '*') continue;
            Verdict v = i < s.args().size() ? judge.judge(s.args().get(i), scope) : Verdict.no("the raw type may hold anything");
            if (v.keeps() == Tri.NO) {
                report(at, member, of.label(), params.get(i).name(), i < s.args().size() ? s.args().get(i).toString() : "nothing", v.why());
                return;
            }
        }
    }

    private void call(Interpretation in, Event.Call c, Method callee) {
        Map<String, Shape> found = new HashMap<>();
        List<TypeParam> params = callee.facts().typeParams();
        for (int i = 0; i < c.typeArgs().size() && i < params.size(); i++) {
            found.put(params.get(i).name(), Shape.of(c.typeArgs().get(i), in.method().owner(), in.method(), program));
        }
        for (int i = 0; i < c.args().size() && i < callee.paramTypes().size(); i++) {
            match(callee.paramTypes().get(i), in.typing().typeOf(c.args().get(i)), found, 0);
        }
        for (TypeParam p : params) {
            if (promises.demanded(p) != contract || !found.containsKey(p.name())) continue;
            Shape a = found.get(p.name());
            Verdict v = judge.judge(a, TypeJudge.Scope.of(in.method().owner(), in.method(), true));
            if (v.keeps() == Tri.NO) {
                report(Program.site(in.method(), c.nameSpan()), in.method().label(), callee.label(), p.name(), a.toString(), v.why());
                return;
            }
        }
    }

    private static void match(Type param, Type arg, Map<String, Shape> found, int depth) {
        if (depth > DEPTH || arg.kind() == Type.Kind.UNKNOWN) return;
        if (param.kind() == Type.Kind.VARIABLE && param.dims() == 0) {
            found.putIfAbsent(param.name(), Shape.of(arg));
            return;
        }
        if (!param.name().equals(arg.name()) || param.dims() != arg.dims()) return;
        for (int i = 0; i < param.args().size() && i < arg.args().size(); i++) match(param.args().get(i), arg.args().get(i), found, depth + 1);
    }

    private void report(Site at, String member, String of, String param, String arg, String why) {
        out.add(new Finding(contract.rule(), null, Confidence.HIGH, at, member,
                "The type parameter " + param + " of " + of + " asks for " + contract.word() + " types but gets " + arg + ": " + why + ".",
                List.of(of + " relies on what it holds to be " + contract.word()), List.of(), List.of(),
                "Use a type argument that is " + contract.word() + ", or annotate the type parameter that is passed on.", member + " " + of + " " + param + " " + arg, ""));
    }
}
