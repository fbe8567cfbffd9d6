package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Typing;

/** Values as a reader would write them. */
public final class LockName {
    private LockName() {}

    /** The receiver of a Lock call: {@code rw.writeLock()}, {@code from.lock}. A null receiver is {@code this}. */
    public static String of(Typing typing, Value v) {
        return of(typing, v, 0);
    }

    private static String of(Typing typing, Value v, int depth) {
        if (v == null) return "this";
        if (depth > 6) return "...";
        if (v instanceof Value.Local l) return typing.body().locals().get(l.index()).name();
        if (v instanceof Value.Captured c) return c.name();
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.This t) return t.qualifier().isEmpty() ? "this" : t.qualifier() + ".this";
        if (v instanceof Value.Field f) return f.base() instanceof Value.This ? f.name() : of(typing, f.base(), depth + 1) + "." + f.name();
        if (v instanceof Value.Element e) return of(typing, e.array(), depth + 1) + "[" + of(typing, e.index(), depth + 1) + "]";
        if (v instanceof Value.Constant c) return c.kind() == Value.ConstantKind.STRING ? "\"" + c.text() + "\"" : c.text();
        if (v instanceof Value.ClassLiteral c) return c.type() + ".class";
        if (v instanceof Value.Super) return "super";
        if (v instanceof Value.Cast c) return of(typing, c.operand(), depth + 1);
        if (v instanceof Value.Result r && typing.event(r.event()) instanceof Event.Call c) {
            return (c.receiver() == null ? "" : of(typing, c.receiver(), depth + 1) + ".") + c.name() + (c.args().isEmpty() ? "()" : "(...)");
        }
        if (v instanceof Value.Result r && typing.event(r.event()) instanceof Event.New n) return "new " + n.type().simpleName() + "()";
        return "...";
    }
}
