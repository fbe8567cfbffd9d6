package dev.snarl.extract;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.List;
import java.util.stream.Collectors;

/** A body as indented lines, for comparison in tests. Locals are {@code name#index}, event results {@code @id}, lambdas {@code lambda0}. */
final class BodyText {
    private final Body body;
    private final StringBuilder out = new StringBuilder();

    private BodyText(Body body) {
        this.body = body;
    }

    static String of(Body body) {
        BodyText t = new BodyText(body);
        t.node(body.root(), 0);
        for (int i = 0; i < body.lambdas().size(); i++) {
            LambdaFacts l = body.lambdas().get(i);
            t.line(0, "lambda" + i + "(" + l.params().stream().map(t::local).collect(Collectors.joining(", ")) + ")"
                    + (l.outer() >= 0 ? " in lambda" + l.outer() : "") + (l.casts().isEmpty() ? "" : " as " + types(l.casts())) + ":");
            t.node(l.body(), 1);
        }
        return t.out.toString();
    }

    /** The locals, one a line: kind, type, name, and what is known of the value. */
    static String locals(Body body) {
        BodyText t = new BodyText(body);
        for (LocalFacts l : body.locals()) {
            t.line(0, l.kind() + " " + l.type() + " " + l.name() + (l.lambda() >= 0 ? " lambda" + l.lambda() : "") + " assigned " + l.assignments()
                    + (l.initial() == null ? "" : " = " + t.value(l.initial())) + (l.scopeDepth() > 0 ? " depth " + l.scopeDepth() : ""));
        }
        return t.out.toString();
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void node(Node n, int d) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) node(c, d);
        } else if (n instanceof Event e) {
            line(d, "@" + e.id() + " " + event(e));
        } else if (n instanceof Node.Branch b) {
            line(d, (b.statement() ? "if " : "when ") + value(b.condition()));
            node(b.then(), d + 1);
            if (b.otherwise() != Node.EMPTY) {
                line(d, "else");
                node(b.otherwise(), d + 1);
            }
        } else if (n instanceof Node.Loop l) {
            line(d, "loop " + l.kind() + (l.local() >= 0 ? " " + local(l.local()) + " in " + value(l.iterable()) : ""));
            if (l.test() != Node.EMPTY) {
                line(d + 1, "test");
                node(l.test(), d + 2);
            }
            if (l.condition() != null) line(d + 1, "while " + value(l.condition()));
            node(l.body(), d + 1);
            if (l.update() != Node.EMPTY) {
                line(d + 1, "update");
                node(l.update(), d + 2);
            }
        } else if (n instanceof Node.Switch s) {
            line(d, (s.expression() ? "switch-expression " : "switch ") + value(s.selector()));
            for (Node.Case c : s.cases()) {
                line(d + 1, "case" + c.labels().stream().map(v -> " " + value(v)).collect(Collectors.joining(",")) + (c.isDefault() ? " default" : "")
                        + (c.guard() == null ? "" : " when " + value(c.guard())) + (c.falls() ? " falls" : ""));
                node(c.body(), d + 2);
            }
        } else if (n instanceof Node.Try t) {
            line(d, "try");
            if (!t.locals().isEmpty()) {
                line(d + 1, "resources " + t.locals().stream().map(i -> i < 0 ? "-" : local(i)).collect(Collectors.joining(", "))
                        + (t.existing().isEmpty() ? "" : " existing " + values(t.existing())));
                node(t.resources(), d + 2);
            }
            node(t.body(), d + 1);
            for (Node.Catch c : t.catches()) {
                line(d, "catch " + types(c.types()) + " " + local(c.local()));
                node(c.body(), d + 1);
            }
            if (t.hasFinally()) {
                line(d, "finally");
                node(t.finallyBody(), d + 1);
            }
        } else if (n instanceof Node.Sync s) {
            line(d, "sync " + value(s.lock()));
            node(s.body(), d + 1);
        } else if (n instanceof Node.Labeled l) {
            line(d, l.label() + ":");
            node(l.body(), d + 1);
        } else if (n instanceof Node.Return r) {
            line(d, r.value() == null ? "return" : "return " + value(r.value()));
        } else if (n instanceof Node.Throw t) {
            line(d, "throw " + value(t.value()));
        } else if (n instanceof Node.Jump j) {
            line(d, j.kind().name().toLowerCase() + (j.label() == null ? "" : " " + j.label()) + (j.value() == null ? "" : " " + value(j.value())));
        } else if (n instanceof Node.Assert a) {
            line(d, "assert " + value(a.condition()));
            node(a.test(), d + 1);
        }
    }

    private String event(Event e) {
        if (e instanceof Event.Read r) return "read " + value(r.target());
        if (e instanceof Event.Write w)
            return (w.initializer() ? "init " : "write ") + value(w.target()) + " = " + value(w.value()) + (w.readsTarget() ? " (reads it)" : "");
        if (e instanceof Event.Update u) return "update " + value(u.target()) + " " + u.op() + " " + value(u.operand());
        if (e instanceof Event.Assign a) return "assign " + local(a.local()) + " = " + value(a.value());
        if (e instanceof Event.Call c)
            return "call " + (c.receiver() == null ? "" : value(c.receiver()) + ".") + (c.typeArgs().isEmpty() ? "" : "<" + types(c.typeArgs()) + ">") + c.name()
                    + "(" + values(c.args()) + ")" + (c.resultUsed() ? "" : ";");
        Event.New n = (Event.New) e;
        return "new " + (n.outer() == null ? "" : value(n.outer()) + ".") + n.type() + "(" + values(n.args()) + ")" + (n.anonymous() >= 0 ? " type" + n.anonymous() : "")
                + (n.resultUsed() ? "" : ";");
    }

    private String values(List<Value> values) {
        return values.stream().map(this::value).collect(Collectors.joining(", "));
    }

    private static String types(List<TypeRef> types) {
        return types.stream().map(TypeRef::toString).collect(Collectors.joining(" & "));
    }

    private String local(int index) {
        return body.locals().get(index).name() + "#" + index;
    }

    private String value(Value v) {
        if (v instanceof Value.This t) return t.qualifier().isEmpty() ? "this" : t.qualifier() + ".this";
        if (v instanceof Value.Super s) return s.qualifier().isEmpty() ? "super" : s.qualifier() + ".super";
        if (v instanceof Value.Local l) return local(l.index());
        if (v instanceof Value.Captured c) return "captured(" + c.typesOut() + ", " + c.name() + "#" + c.local() + ")";
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) return value(f.base()) + "." + f.name();
        if (v instanceof Value.Element e) return value(e.array()) + "[" + value(e.index()) + "]";
        if (v instanceof Value.Result r) return "@" + r.event();
        if (v instanceof Value.Lambda l) return "lambda" + l.index();
        if (v instanceof Value.MethodRef m)
            return (m.scope() != null ? value(m.scope()) : "type " + m.type()) + "::" + m.method() + (m.casts().isEmpty() ? "" : " as " + types(m.casts()));
        if (v instanceof Value.Constant c) {
            return switch (c.kind()) {
                case STRING -> '"' + escaped(c.text()) + '"';
                case CHAR -> "'" + escaped(c.text()) + "'";
                default -> c.text();
            };
        }
        if (v instanceof Value.ClassLiteral c) return c.type() + ".class";
        if (v instanceof Value.Unary u) return u.op() + part(u.operand());
        if (v instanceof Value.Binary b) return part(b.left()) + " " + b.op() + " " + part(b.right());
        if (v instanceof Value.Choice c) return (c.condition() == null ? "one of" : part(c.condition()) + " ?") + " [" + values(c.values()) + "]";
        if (v instanceof Value.Cast c) return "(" + types(c.types()) + ") " + part(c.operand());
        if (v instanceof Value.InstanceOf i) return part(i.operand()) + " is " + i.type() + (i.local() >= 0 ? " " + local(i.local()) : "");
        if (v instanceof Value.Updated u) return "updated@" + u.event();
        return "?";
    }

    private static String escaped(String s) {
        return s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private String part(Value v) {
        boolean simple = !(v instanceof Value.Binary || v instanceof Value.Choice || v instanceof Value.Cast || v instanceof Value.InstanceOf);
        return simple ? value(v) : "(" + value(v) + ")";
    }
}
