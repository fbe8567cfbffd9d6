package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Finds what the calls and creations of a body call. Used by one thread. */
final class Targets {
    private final Typing typing;
    private final Universe universe;
    private final Method method;
    private final Overloads overloads;

    Targets(Typing typing, Universe universe, Method method) {
        this.typing = typing;
        this.universe = universe;
        this.method = method;
        this.overloads = new Overloads(typing);
    }

    Target of(Event e) {
        if (e instanceof Event.Call c) return of(c);
        return e instanceof Event.New n ? of(n) : Target.NONE;
    }

    private Target of(Event.New n) {
        Type type = typing.created(n);
        Decl d = type.decl();
        if (n.anonymous() >= 0 && d != null && d.superclass() != null && !d.superclass().is("java.lang.Object")) {
            type = d.superclass();
            d = type.decl();
        }
        return d == null ? Target.unknown(type) : choose(d, MethodFacts.CONSTRUCTOR, n.args(), type, null, true);
    }

    private Target of(Event.Call c) {
        if (c.name().equals("<this>") || c.name().equals("<super>")) {
            Type owner = c.name().equals("<this>") ? Names.self(method.owner()) : method.owner().superclass();
            if (owner == null || owner.decl() == null) return owner == null ? Target.NONE : Target.unknown(owner);
            return choose(owner.decl(), MethodFacts.CONSTRUCTOR, c.args(), owner, null, false);
        }
        if (c.receiver() == null) return unqualified(c);
        Denotation d = typing.denote(c.receiver());
        Type type = typing.bounded(d.isType() ? Type.of(d.type()) : typing.typeOf(c.receiver()));
        if (type.isArray()) {
            Type object = universe.platform("java.lang.Object");
            Target t = object.decl() == null ? Target.NONE : choose(object.decl(), c.name(), c.args(), object, null, false);
            return new Target(t.method(), type, null, false, t.ambiguous(), t.candidates());
        }
        return type.decl() == null ? Target.unknown(type) : choose(type.decl(), c.name(), c.args(), type, null, d.isType());
    }

    private Target unqualified(Event.Call c) {
        boolean blind = false;
        for (SourceType t = method.owner(); t != null; t = t.outer()) {
            Target found = choose(t, c.name(), c.args(), Names.self(t), t, false);
            if (found.method() != null) return found;
            blind |= !t.ancestry().complete();
        }
        for (boolean star : new boolean[] {false, true}) {
            List<MethodDecl> all = new ArrayList<>();
            for (ImportFacts i : method.owner().unit().facts().imports()) {
                Decl d = i.star() == star ? typing.names().staticOwner(i, c.name()) : null;
                for (MethodDecl m : d == null ? List.<MethodDecl>of() : Members.methods(d, c.name())) if (m.isStatic() && !all.contains(m)) all.add(m);
            }
            List<MethodDecl> fit = overloads.applicable(all, c.args());
            if (!fit.isEmpty()) return new Target(fit.get(0), Type.of(fit.get(0).owner()), null, true, fit.size() > 1, fit);
        }
        return Target.unknown(blind ? Type.UNKNOWN : Names.self(method.owner()));
    }

    private Target choose(Decl d, String name, List<Value> args, Type receiver, SourceType implicit, boolean viaType) {
        List<MethodDecl> fit = overloads.applicable(Members.methods(d, name), args);
        if (fit.isEmpty()) return new Target(null, receiver, implicit, viaType, false, List.of());
        return new Target(fit.get(0), receiver, implicit, viaType, fit.size() > 1, fit);
    }
}
