package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.TypeKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.program.ThreadRole;
import dev.snarl.program.Typing;
import java.util.HashSet;
import java.util.Set;

/** Looks for evidence that several threads use the same format object. */
final class FormatSharing {
    private static final int DEPTH = 6;

    /** Why the object is shared, and the task that shows it, or null. */
    record Evidence(String reason, Confidence confidence, Task task) {}

    private final Program program;

    FormatSharing(Program program) {
        this.program = program;
    }

    /** Null when nothing shows that the format is shared. */
    Evidence of(FormatUse use) {
        Path p = use.format();
        if (p.root() != Path.Root.FIELD) return local(use);
        return object(p.base(), use.method(), use.lambda(), new HashSet<>(), 0);
    }

    /** Evidence that several threads know the object at a path of a method. */
    private Evidence object(Path p, Method m, int lambda, Set<Method> seen, int depth) {
        Path start = p.start();
        if (start.root() == Path.Root.CLASS) return fixed(p, start.decl(), m, lambda);
        if (start.root() != Path.Root.THIS && start.root() != Path.Root.OUTER) return null;
        if (start.decl() instanceof SourceType s) {
            if (program.declaredUnsafe(s)) return null;
            Evidence declared = declared(s);
            if (declared != null) return declared;
        }
        if (lambda >= 0) return task(m, lambda);
        if (start.root() != Path.Root.THIS || depth >= DEPTH || !seen.add(m)) return null;
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller().owner().unit().test()) continue;
            Evidence found = object(e.receiver(), e.caller(), e.lambda(), seen, depth + 1);
            if (found != null) return found;
        }
        return null;
    }

    private Evidence fixed(Path p, Decl type, Method m, int lambda) {
        Set<String> lanes = program.lanes(m, lambda);
        if (p.root() != Path.Root.CLASS && lanes != null && lanes.size() == 1 && lanes.contains("main")) return null;
        String what = p.root() == Path.Root.CLASS ? "it is static: one object for all threads" : "it belongs to " + type.simpleName() + "." + first(p) + ", which is static: one object for all threads";
        Evidence task = lambda >= 0 ? task(m, lambda) : null;
        return new Evidence(what, task != null || declared(m.owner()) != null ? Confidence.HIGH : Confidence.MEDIUM, task == null ? null : task.task());
    }

    private static String first(Path p) {
        Path step = p;
        while (step.base() != null && step.base().root() != Path.Root.CLASS) step = step.base();
        return step.field() == null ? "?" : step.field().name();
    }

    private Evidence declared(SourceType s) {
        if (s.kind() == TypeKind.ENUM) return new Evidence(s.label() + " is an enum: each constant is one object for all threads", Confidence.HIGH, null);
        String reason = program.sharedByDeclaration(s);
        return reason == null ? null : new Evidence(reason, Confidence.HIGH, null);
    }

    private Evidence task(Method m, int lambda) {
        for (Task t : program.tasksOf(m)) {
            if (t.lambda() != lambda) continue;
            ThreadRole r = program.role(t);
            if (r.many()) return several(t);
        }
        return null;
    }

    private static Evidence several(Task t) {
        return new Evidence("several runs of the " + t.label() + " handed over in " + t.host().label() + " use it at once", Confidence.HIGH, t);
    }

    /** A local that is made once and captured by tasks of which several run at once. */
    private Evidence local(FormatUse use) {
        Path p = use.format();
        if (p.root() == Path.Root.CAPTURED) return captured(use);
        if (use.lambda() < 0) return null;
        Typing typing = program.interpret(use.method()).typing();
        int made;
        int depth;
        switch (p.root()) {
            case LOCAL, PARAM: {
                LocalFacts l = typing.body().locals().get(p.index());
                made = l.lambda();
                depth = l.scopeDepth();
                break;
            }
            case FRESH, RESULT:
                made = typing.lambdaOf(p.index());
                depth = typing.loopDepth(p.index());
                break;
            default:
                return null;
        }
        if (inside(typing, made, use.lambda())) return null;
        for (Task t : program.tasksOf(use.method())) {
            if (t.lambda() != use.lambda() || !program.role(t).many()) continue;
            boolean eachInItsRound = typing.lambdaOf(t.event()) == made && t.loops() <= depth;
            if (t.parallel() || !eachInItsRound) return several(t);
        }
        return null;
    }

    private static boolean inside(Typing typing, int lambda, int around) {
        for (int l = lambda; l >= 0; l = typing.body().lambdas().get(l).outer()) if (l == around) return true;
        return false;
    }

    /** A local of the method that makes an anonymous task. */
    private Evidence captured(FormatUse use) {
        Method host = use.method().owner().outerMethod();
        if (host == null || !host.hasBody() || use.lambda() >= 0) return null;
        for (Task t : program.tasksOf(host)) {
            if (t.method() != use.method() || !program.role(t).many()) continue;
            LocalFacts l = program.interpret(host).typing().body().locals().get(use.format().index());
            if (l.name().equals(use.name()) && l.scopeDepth() < t.loops()) return several(t);
        }
        return null;
    }
}
