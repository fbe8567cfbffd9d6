package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Value;
import java.util.BitSet;

/**
 * What a state knows of conditions, and what it learns where one is taken to hold. Truth means: true, not null, not zero. Locals are known until they
 * are assigned again, final fields for ever, calls that may take a lock by the state they left; other fields and calls may change between two looks and
 * are believed only where asked to ({@code fleeting}).
 */
final class Conditions {
    private final Typing typing;
    private final BitSet lockResults;

    /** @param lockResults the calls whose results are set where they are made: those that may take a lock */
    Conditions(Typing typing, BitSet lockResults) {
        this.typing = typing;
        this.lockResults = lockResults;
    }

    static String ofLocal(int local) {
        return "L" + local + ";";
    }

    static String ofEvent(int event) {
        return "E" + event + ";";
    }

    static boolean isEvent(String key) {
        return key.startsWith("E");
    }

    /** Whether a key speaks of more than locals, constants and calls that may take a lock. */
    static boolean fleeting(String key) {
        return key.startsWith("~");
    }

    /** The truth of a value in a state. */
    Tri truth(State s, Value v) {
        return truth(s, v, false, 0);
    }

    private Tri truth(State s, Value v, boolean fleeting, int depth) {
        if (v == null || depth > 40) return Tri.UNKNOWN;
        if (v instanceof Value.Constant c) return constant(c);
        if (v instanceof Value.Cast c) return truth(s, c.operand(), fleeting, depth + 1);
        if (v instanceof Value.Lambda || v instanceof Value.MethodRef || v instanceof Value.This || v instanceof Value.ClassLiteral) return Tri.YES;
        if (v instanceof Value.Unary u && u.op().equals("!")) return not(truth(s, u.operand(), fleeting, depth + 1));
        if (v instanceof Value.Choice c) return choice(s, c, fleeting, depth);
        if (v instanceof Value.Result r && typing.event(r.event()) instanceof Event.New) return Tri.YES;
        if (v instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||"))) {
            boolean and = b.op().equals("&&");
            if (passedOver(s, b.right())) return Tri.of(!and);
            if (made(s, b.right())) return truth(s, b.right(), fleeting, depth + 1);
            Tri left = truth(s, b.left(), fleeting, depth + 1), right = truth(s, b.right(), fleeting, depth + 1);
            Tri decisive = Tri.of(!and);
            if (left == decisive || right == decisive) return decisive;
            return left == right ? left : Tri.UNKNOWN;
        }
        Comparison c = compared(v);
        if (c != null) {
            Tri t = truth(s, c.value, fleeting, depth + 1);
            return c.positive ? t : not(t);
        }
        Atom a = atom(v);
        if (a == null || fleeting(a.key) && !fleeting) return Tri.UNKNOWN;
        Tri t = s.known().getOrDefault(a.key, Tri.UNKNOWN);
        return a.positive ? t : not(t);
    }

    private Tri choice(State s, Value.Choice c, boolean fleeting, int depth) {
        if (c.condition() != null && c.values().size() == 2) {
            Tri which = truth(s, c.condition(), fleeting, depth + 1);
            if (which == Tri.UNKNOWN) which = passedOver(s, c.values().get(0)) ? Tri.NO : passedOver(s, c.values().get(1)) ? Tri.YES : which;
            if (which == Tri.UNKNOWN) which = made(s, c.values().get(0)) ? Tri.YES : made(s, c.values().get(1)) ? Tri.NO : which;
            if (which != Tri.UNKNOWN) return truth(s, c.values().get(which.yes() ? 0 : 1), fleeting, depth + 1);
        }
        Tri all = null;
        for (Value v : c.values()) {
            Tri t = truth(s, v, fleeting, depth + 1);
            if (all != null && all != t) return Tri.UNKNOWN;
            all = t;
        }
        return all == null ? Tri.UNKNOWN : all;
    }

    static Tri not(Tri t) {
        return t == Tri.YES ? Tri.NO : t == Tri.NO ? Tri.YES : t;
    }

    private static Tri constant(Value.Constant c) {
        return switch (c.kind()) {
            case NULL -> Tri.NO;
            case BOOLEAN -> Tri.of(c.text().equals("true"));
            case INT, LONG -> Tri.of(!zero(c));
            case STRING -> Tri.YES;
            default -> Tri.UNKNOWN;
        };
    }

    private static boolean zero(Value.Constant c) {
        return c.text().equals("0") || c.text().equalsIgnoreCase("0L");
    }

    /** Whether a call inside that may take a lock was not made on this way: the left side of the operator decided. */
    private boolean passedOver(State s, Value v) {
        return firstResult(s, v) == Tri.NO;
    }

    /** Whether a call inside that may take a lock was made on this way: the left side of the operator did not decide. */
    private boolean made(State s, Value v) {
        return firstResult(s, v) == Tri.YES;
    }

    private Tri firstResult(State s, Value v) {
        if (s.known().isEmpty()) return Tri.UNKNOWN;
        if (v instanceof Value.Result r) {
            Tri t = s.known().get(ofEvent(r.event()));
            return t == null ? Tri.UNKNOWN : Tri.of(t != Tri.UNKNOWN);
        }
        if (v instanceof Value.Unary u) return firstResult(s, u.operand());
        if (v instanceof Value.Cast c) return firstResult(s, c.operand());
        if (!(v instanceof Value.Binary b)) return Tri.UNKNOWN;
        Tri left = firstResult(s, b.left());
        return left != Tri.UNKNOWN || logical(b) ? left : firstResult(s, b.right());
    }

    private static boolean logical(Value.Binary b) {
        return b.op().equals("&&") || b.op().equals("||");
    }

    /**
     * The state where the value is true (or is not), or null when that cannot be.
     *
     * @param fleeting whether to believe what is known of fields and calls that may change between two looks
     * @param keep     whether to keep it
     */
    State assume(State s, Value v, boolean is, boolean fleeting, boolean keep) {
        if (v == null) return s;
        if (v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN) return c.text().equals("true") == is ? s : null;
        Tri now = truth(s, v, fleeting, 0);
        if (now != Tri.UNKNOWN && now.yes() != is) return null;
        if (v instanceof Value.Unary u && u.op().equals("!")) return assume(s, u.operand(), !is, fleeting, keep);
        if (v instanceof Value.Cast c) return assume(s, c.operand(), is, fleeting, keep);
        if (v instanceof Value.Binary b && logical(b)) {
            boolean and = b.op().equals("&&");
            if (and == is) {
                State left = assume(s, b.left(), is, fleeting, keep);
                return left == null ? null : assume(left, b.right(), is, fleeting, keep);
            }
            // One of the two decides: the one that is left if the other cannot.
            if (!made(s, b.right()) && (passedOver(s, b.right()) || truth(s, b.right(), fleeting, 0) == Tri.of(and))) return assume(s, b.left(), is, fleeting, keep);
            return made(s, b.right()) || truth(s, b.left(), fleeting, 0) == Tri.of(and) ? assume(s, b.right(), is, fleeting, keep) : s;
        }
        Comparison c = compared(v);
        if (c != null) return assume(s, c.value, c.positive == is, fleeting, keep);
        Atom a = atom(v);
        if (a == null || fleeting(a.key) && !keep) return s;
        return s.knowing(a.key, Tri.of(a.positive == is));
    }

    /** The state after a field got a value of this truth. */
    State learn(State s, Value target, Tri truth) {
        if (truth == Tri.UNKNOWN) return s;
        Atom a = atom(target);
        return a == null || !fleeting(a.key) ? s : s.knowing(a.key, truth);
    }

    private record Comparison(Value value, boolean positive) {}

    /** A comparison that only asks for truth: with null, with a boolean, with zero. */
    private static Comparison compared(Value v) {
        if (!(v instanceof Value.Binary b) || !(b.right() instanceof Value.Constant c)) return null;
        boolean equal = b.op().equals("=="), unequal = b.op().equals("!=");
        if (equal || unequal) {
            if (c.kind() == Value.ConstantKind.BOOLEAN) return new Comparison(b.left(), equal == c.text().equals("true"));
            if (c.kind() == Value.ConstantKind.NULL || zero(c)) return new Comparison(b.left(), unequal);
        }
        if (b.op().equals(">") && zero(c) && b.left() instanceof Value.Result) return new Comparison(b.left(), true);
        return null;
    }

    private record Atom(String key, boolean positive) {}

    private Atom atom(Value v) {
        if (v instanceof Value.Local l) return new Atom(ofLocal(l.index()), true);
        if (v instanceof Value.Result r && lockResults.get(r.event())) return new Atom(ofEvent(r.event()), true);
        StringBuilder b = new StringBuilder();
        boolean[] fleeting = new boolean[1];
        if (v instanceof Value.Binary x) {
            String op = x.op();
            boolean positive = true;
            if (op.equals(">=") || op.equals("<=") || op.equals("!=")) {
                op = op.equals(">=") ? "<" : op.equals("<=") ? ">" : "==";
                positive = false;
            }
            if (!op.equals("<") && !op.equals(">") && !op.equals("==")) return null;
            if (!write(x.left(), b, fleeting, 0)) return null;
            b.append(op);
            if (!write(x.right(), b, fleeting, 0)) return null;
            return new Atom((fleeting[0] ? "~" : "=") + b, positive);
        }
        if (v instanceof Value.InstanceOf i) {
            if (!write(i.operand(), b, fleeting, 0)) return null;
            return new Atom((fleeting[0] ? "~" : "=") + b + " is " + i.type(), true);
        }
        return write(v, b, fleeting, 0) ? new Atom((fleeting[0] ? "~" : "=") + b, true) : null;
    }

    private boolean write(Value v, StringBuilder b, boolean[] fleeting, int depth) {
        if (depth > 6) return false;
        if (v instanceof Value.Local l) {
            b.append(ofLocal(l.index()));
        } else if (v instanceof Value.This t) {
            b.append(t.qualifier()).append("this");
        } else if (v instanceof Value.Constant c) {
            b.append(c.kind()).append(c.text());
        } else if (v instanceof Value.Captured c) {
            b.append('C').append(c.typesOut()).append(c.name());
        } else if (v instanceof Value.Name n) {
            FieldDecl f = typing.denote(v).field();
            if (f == null && !typing.denote(v).isType()) return false;
            if (f != null) fleeting[0] |= !Mods.has(f.mods(), Mods.FINAL);
            b.append(n.id());
        } else if (v instanceof Value.Field f) {
            boolean own = f.base() instanceof Value.This t && t.qualifier().isEmpty();
            if (!own && !write(f.base(), b, fleeting, depth + 1)) return false;
            FieldDecl d = typing.denote(v).field();
            fleeting[0] |= d == null || !Mods.has(d.mods(), Mods.FINAL);
            b.append(own ? "" : ".").append(f.name());
        } else if (v instanceof Value.Result r && typing.event(r.event()) instanceof Event.Call c && c.args().isEmpty() && !lockResults.get(r.event())) {
            fleeting[0] = true;
            if (c.receiver() != null && !write(c.receiver(), b, fleeting, depth + 1)) return false;
            b.append('.').append(c.name()).append("()");
        } else {
            return false;
        }
        return true;
    }
}
