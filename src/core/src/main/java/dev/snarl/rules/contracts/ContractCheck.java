package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.OwnThreadExecutors;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks one contract on every type that is bound by it. Used by one thread, for one run. */
final class ContractCheck {
    private static final int RELATED = 6;
    private final Program program;
    private final Contract contract;
    private final Findings out;
    private final Promises promises;
    private final TypeJudge judge;
    private final Surroundings surroundings;
    private final List<Finding> ofFields = new ArrayList<>();

    ContractCheck(Program program, Contract contract, Findings out) {
        this.program = program;
        this.contract = contract;
        this.out = out;
        this.promises = new Promises(program.knowledge());
        this.judge = new TypeJudge(program, promises, contract);
        this.surroundings = new Surroundings(program, judge, contract);
    }

    /** The same contract for type arguments. */
    TypeArguments arguments() {
        return new TypeArguments(program, contract, out, promises, judge);
    }

    /** The same contract for what functions keep, with what is known of the types by now. */
    FunctionCaptures captures() {
        return new FunctionCaptures(program, contract, out, promises, judge, surroundings);
    }

    void run() {
        for (SourceType t : program.universe().types()) {
            if (t.unit().test() || program.declaredUnsafe(t) || known(t.name()) || contract == Contract.THREAD_SAFE && OwnThreadExecutors.keeps(t)) continue;
            Promise p = promises.of(t, contract);
            if (p == null || contract == Contract.THREAD_SAFE && promises.own(t, contract) == null && promises.own(t, Contract.IMMUTABLE) != null) continue;
            if (promises.generated(t, contract) || Promises.suppressed(t, contract)) continue;
            type(t, p);
        }
    }

    /** The knowledge speaks for the type: whoever wrote it there has looked. */
    private boolean known(String name) {
        return program.knowledge().type(Role.IMMUTABLE, name).isPresent() || contract == Contract.THREAD_SAFE && program.knowledge().type(Role.THREAD_SAFE, name).isPresent();
    }

    private void type(SourceType t, Promise p) {
        ofFields.clear();
        for (Field f : t.fields()) {
            if (f.isStatic() || Promises.suppressed(f.facts().annotations(), contract) || program.confined(f)) continue;
            if (contract == Contract.IMMUTABLE) immutable(t, f, p);
            else threadSafe(t, f, p);
        }
        if (p.checked()) ofFields.forEach(out::add);
        else if (!ofFields.isEmpty()) out.add(merged());
        if (p.checked()) containers(t, p);
        if (p.checked() || p.grade() == Promise.Grade.STATED && contract == Contract.IMMUTABLE) ancestors(t, p);
        if (p.checked()) surroundings.check(t, why -> report(t, f(t), why));
    }

    /** One finding for a type that breaks a promise with several fields: the strongest, with the others named. */
    private Finding merged() {
        Finding best = ofFields.get(0);
        for (Finding f : ofFields) if (f.confidence().compareTo(best.confidence()) > 0) best = f;
        if (ofFields.size() == 1) return best;
        List<Related> related = new ArrayList<>(best.related());
        for (Finding f : ofFields) if (f != best && related.size() < RELATED) related.add(new Related(f.site(), "this field too"));
        int more = ofFields.size() - 1;
        String message = best.message().substring(0, best.message().length() - 1) + "; so " + (more == 1 ? "does one more field." : "do " + more + " more fields.");
        return new Finding(best.rule(), null, best.confidence(), best.site(), best.member(), message, best.evidence(), related, best.threads(), best.remedy(), best.identity(), "");
    }

    private static Site f(SourceType t) {
        return Program.site(t, t.facts().nameSpan());
    }

    // ---- immutable ----

    private void immutable(SourceType t, Field f, Promise p) {
        if (!f.isFinal()) {
            boolean marked = promises.lazy(f.facts().annotations());
            FieldUse use = FieldUse.of(program, f);
            if (!marked && !use.lazy()) {
                notFinal(t, f, p, use);
                return;
            }
        }
        if (p.checked()) {
            Verdict v = judge.judge(f.facts().type(), TypeJudge.Scope.of(t, null, true));
            if (v.keeps() == Tri.NO) report(t, f, p, "has a part that can change, " + f.label() + ": " + v.why(), Confidence.HIGH, null, "");
            return;
        }
        content(t, f, p);
    }

    private void notFinal(SourceType t, Field f, Promise p, FieldUse use) {
        if (p.checked()) {
            report(t, f, p, "has a field that is not final, " + f.label(), use.late().isEmpty() ? Confidence.MEDIUM : Confidence.HIGH, late(use), "written after construction");
            return;
        }
        boolean implied = p.grade() == Promise.Grade.IMPLIED;
        Access write = null;
        for (Access a : implied ? use.unlocked() : use.late()) if (write == null && (implied || a.valueParam() >= 0 || program.heldAt(a).isEmpty())) write = a;
        if (write != null) {
            report(t, f, p, "changes: " + write.method().label() + " writes " + f.label() + (implied ? " without a lock" : " after construction"), Confidence.HIGH, site(write), "written here");
        } else if (use.filled()) {
            return;
        } else if (use.open() && use.late().isEmpty() && !f.isVolatile()) {
            report(t, f, p, "can be changed from outside: " + f.label() + " is neither final nor private",
                    f.facts().is(Mods.PUBLIC) || f.facts().is(Mods.PROTECTED) ? Confidence.MEDIUM : Confidence.LOW, null, "");
        } else if (!implied && use.late().isEmpty() && use.initial() && !f.isVolatile() && !f.facts().is(Mods.TRANSIENT) && f.facts().annotations().isEmpty()) {
            report(t, f, p, "is not safe to hand over: " + f.label() + " is not final, so that another thread may see it unset", Confidence.MEDIUM, null, "");
        }
    }

    /** What is in a final field: does it change, and can others change it? */
    private void content(SourceType t, Field f, Promise p) {
        Type type = f.type();
        boolean implied = p.grade() == Promise.Grade.IMPLIED;
        if (type.dims() == 0 && !changing(type) || f.isPrivate() && Changes.madeSafe(program, f)) return;
        for (Changes.Change c : Changes.of(program, f)) {
            if (c.locked()) continue;
            report(t, f, p, "changes: " + c.method().label() + " changes what is in " + f.label(), Confidence.HIGH, c.site(), "changed here");
            return;
        }
        Verdict v = judge.judge(f.facts().type(), TypeJudge.Scope.of(t, null, false));
        boolean sure = v.keeps() == Tri.NO || Changes.madePlain(program, f);
        if (!sure) return;
        if (f.facts().is(Mods.PUBLIC) || f.facts().is(Mods.PROTECTED) || implied && !f.isPrivate() && type.dims() == 0) {
            if (FieldUse.of(program, f).open()) report(t, f, p, "can be changed from outside: " + f.label() + " is not private, and its content is not fixed", Confidence.MEDIUM, null, "");
            return;
        }
        Site leak = implied ? null : Changes.returned(program, f);
        if (leak != null) report(t, f, p, "can be changed from outside: what is in " + f.label() + " is given to callers", Confidence.MEDIUM, leak, "given out here");
    }

    /** A type whose content the knowledge tells to be able to change. */
    private boolean changing(Type t) {
        if (t.decl() == null && t.kind() != Type.Kind.UNKNOWN) return false;
        return program.knowledge().type(Role.MUTABLE, t.name()).isPresent() && !t.is("java.lang.Object") || program.knowledge().type(Role.THREAD_UNSAFE_COLLECTION, t.name()).isPresent();
    }

    // ---- thread-safe ----

    private void threadSafe(SourceType t, Field f, Promise p) {
        if (guarded(f)) return;
        FieldUse use = f.isFinal() ? null : FieldUse.of(program, f);
        Guard guard = f.isFinal() ? null : program.guard(f);
        if (use != null && !use.lazy() && !f.isVolatile() && !promises.lazy(f.facts().annotations())) {
            if (p.checked()) {
                if (guard != null && guard.unlocked().isEmpty() && guard.writtenUnder()) return;
                report(t, f, p, "has a field that is neither final, volatile nor guarded, " + f.label(), use.late().isEmpty() ? Confidence.MEDIUM : Confidence.HIGH, late(use), "written here");
            } else if (use.called() != null && guard == null && shared(f)) {
                Access w = use.called();
                report(t, f, p, "is not: " + w.method().label() + " writes " + f.label() + " without a lock, and the field is not volatile", Confidence.HIGH, site(w), "written without a lock");
            } else if (f.facts().is(Mods.PUBLIC) && use.open()) {
                report(t, f, p, "is not: " + f.label() + " is public and neither final nor volatile", Confidence.MEDIUM, null, "");
            }
            return;
        }
        if (p.checked()) {
            Verdict v = judge.judge(f.facts().type(), TypeJudge.Scope.of(t, null, true));
            if (v.keeps() == Tri.NO && !alwaysLocked(f)) report(t, f, p, "has a part that is not, " + f.label() + ": " + v.why(), Confidence.HIGH, null, "");
            return;
        }
        if (!f.isFinal() || f.type().dims() == 0 && !changing(f.type()) || !Changes.madePlain(program, f)) return;
        List<Changes.Change> changes = Changes.of(program, f);
        Changes.Change c = null;
        for (Changes.Change x : changes) {
            if (x.locked()) return;
            if (c == null && x.called()) c = x;
        }
        if (c == null) return;
        report(t, f, p, "is not: " + c.method().label() + " changes " + f.label() + " without a lock", Confidence.HIGH, c.site(), "changed without a lock");
    }

    private boolean guarded(Field f) {
        for (var a : f.facts().annotations()) {
            var fact = program.knowledge().annotation(Role.GUARDED_BY, a.simpleName()).orElse(null);
            if (fact != null && !fact.attribute("kind", "field").equals("method")) return true;
        }
        return false;
    }

    /** Somebody else than the writers uses the field: a field that one method alone touches is its scratch pad. */
    private boolean shared(Field f) {
        Set<Object> methods = new LinkedHashSet<>();
        for (Access a : program.accesses(f)) if (!program.initial(a.method()) && !a.method().owner().unit().test()) methods.add(a.method());
        return methods.size() > 1;
    }

    private boolean alwaysLocked(Field f) {
        List<Changes.Change> changes = Changes.of(program, f);
        for (Changes.Change c : changes) if (!c.locked()) return false;
        return !changes.isEmpty();
    }

    // ---- what a checked promise says of the type's head ----

    private void containers(SourceType t, Promise p) {
        List<String> params = t.typeParams();
        for (String name : promises.named(t, contract)) {
            if (!params.contains(name)) report(t, f(t), "names a type parameter in containerOf that does not exist, " + name);
        }
    }

    private void ancestors(SourceType t, Promise p) {
        Set<String> own = promises.containers(t, contract);
        List<TypeRef> heads = new ArrayList<>();
        if (t.facts().supertype() != null) heads.add(t.facts().supertype());
        heads.addAll(t.facts().interfaces());
        for (TypeRef head : heads) {
            Shape s = Shape.of(head, t, null, program);
            if (!(s.type().decl() instanceof SourceType up)) continue;
            Promise theirs = judge.promised(up);
            if (theirs == null) {
                if (up.isInterface()) continue;
                Verdict v = judge.judge(s, TypeJudge.Scope.of(t, null, false));
                if (v.keeps() == Tri.NO) report(t, f(t), "inherits a part that can change: " + v.why());
                continue;
            }
            if (!p.checked() || t.facts().isAnonymous() || asks(up)) continue;
            Verdict v = judge.judge(s, TypeJudge.Scope.of(t, null, true));
            if (v.keeps() == Tri.NO) {
                report(t, f(t), "inherits a part that can change: " + v.why());
                continue;
            }
            uncontained(t, s, up, own);
        }
    }

    /** Arguments for such parameters are checked wherever they stand. */
    private boolean asks(SourceType t) {
        for (TypeParam p : t.facts().typeParams()) if (promises.demanded(p) != null) return true;
        return false;
    }

    /** Whoever has the object as the supertype, which is no container, does not ask what is in it. */
    private void uncontained(SourceType t, Shape s, SourceType up, Set<String> own) {
        Set<String> theirs = promises.containers(up, contract);
        for (int i = 0; i < s.args().size() && i < up.typeParams().size(); i++) {
            Type a = s.args().get(i).type();
            if (a.kind() != Type.Kind.VARIABLE || !own.contains(a.name()) || theirs.contains(up.typeParams().get(i))) continue;
            if (promises.own(up, contract) == null || annotated(t, a.name())) continue;
            report(t, f(t), "is a container of " + a.name() + ", but its supertype " + up.label() + " is not: as a " + up.label() + " it counts as " + contract.word() + " whatever it holds");
        }
    }

    private boolean annotated(SourceType t, String param) {
        for (TypeParam p : t.facts().typeParams()) if (p.name().equals(param) && promises.demands(p, contract)) return true;
        return false;
    }

    // ---- findings ----

    private static Site late(FieldUse use) {
        return use.late().isEmpty() ? null : site(use.late().get(0));
    }

    private static Site site(Access a) {
        return Program.site(a.method(), a.span());
    }

    private void report(SourceType t, Site at, String what) {
        out.add(new Finding(contract.rule(), null, Confidence.HIGH, at, t.label(), t.label() + " should be " + contract.word() + " but " + what + ".",
                List.of(), List.of(), List.of(), remedy(null), t.name() + " " + what, ""));
    }

    private void report(SourceType t, Field f, Promise p, String what, Confidence confidence, Site related, String label) {
        List<Related> more = new ArrayList<>();
        if (related != null) more.add(new Related(related, label));
        if (p.by() != t) more.add(new Related(f(p.by()), "the promise that binds " + t.label()));
        ofFields.add(new Finding(contract.rule(), null, confidence, Program.site(t, f.facts().nameSpan()), t.label(),
                t.label() + " should be " + contract.word() + " but " + what + ".", List.of(why(t, p)), more, List.of(), remedy(f), f.key(), ""));
    }

    private String why(SourceType t, Promise p) {
        return switch (p.grade()) {
            case IMPLIED -> t.label() + " is one object for every thread that names it, like every enum constant or annotation";
            case CHECKED, STATED -> p.by() == t ? t.label() + " is declared " + contract.word() : t.label() + " is a " + p.by().label() + ", which is declared " + contract.word() + " with all its subtypes";
        };
    }

    private String remedy(Field f) {
        if (contract == Contract.THREAD_SAFE) return "Guard the field with one lock, make it final or volatile with a thread-safe type, or take back the promise.";
        return f != null && !f.isFinal() ? "Make the field final, or take back the promise." : "Use an immutable type or a private copy that nobody changes, or take back the promise.";
    }
}
