package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Related;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.program.Field;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** {@code synchronized} on an object that orders threads by means of its own: a Lock, a Condition, an atomic, a latch, a blocking queue. */
public final class MonitorOnJucObject implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        LockReports reports = new LockReports(id());
        OwnMonitor outside = new OwnMonitor(program);
        MonitorUse.regions(program, use -> {
            Field f = origins.field(use.in(), use.lock());
            if (reports.known(f, use)) return;
            Type type = use.in().typing().typeOf(use.lock());
            TypeFact known = synchronizer(program, type);
            List<Related> related = new ArrayList<>(1);
            if (known == null) {
                for (Origin o : origins.of(use.in(), use.lock())) {
                    known = synchronizer(program, o.type());
                    if (known == null) continue;
                    type = o.type();
                    if (o.at().known() && o.field() != null) related.add(new Related(Program.site(o.method(), o.at()), "gets its object here"));
                    break;
                }
            }
            if (known == null) return;
            String kind = known.attribute("kind", "");
            if (!kind.equals("lock") && !kind.equals("condition") && !kind.equals("gate") && outside.consistent(f, use, kind.equals("atomic"))) return;
            reports.add(f, use, fault(f != null ? f.label() : use.name(), type, kind, related));
        });
        reports.into(out);
    }

    /** What is known of the platform's type; null for other types, a scanned subclass included: its author decides what its monitor is for. */
    private static TypeFact synchronizer(Program program, Type t) {
        if (t.decl() == null || t.decl() instanceof SourceType) return null;
        for (TypeFact f : program.knowledge().typeFacts(Role.SYNCHRONIZER)) {
            if (f.isPackage() ? f.name().equals(t.name().substring(0, Math.max(0, t.name().lastIndexOf('.'))) + ".*") : t.isA(f.name()).yes()) return f;
        }
        return null;
    }

    private static LockReports.Fault fault(String lock, Type type, String kind, List<Related> related) {
        String name = type.simpleName();
        String reason = switch (kind) {
            case "lock" -> "who calls " + lock + ".lock() is not kept out by synchronized, nor the other way round";
            case "condition" -> "its await and signal need the Lock that it belongs to, not its monitor";
            case "atomic" -> "its own methods work without the monitor, so a block cannot make several of them one step";
            case "gate" -> "its own methods neither take the monitor nor wait for it";
            default -> "its own methods work under a lock inside, so put and take are not kept out of the block";
        };
        String remedy = switch (kind) {
            case "lock" -> "Take the lock with lock() and give it back with unlock() in a finally.";
            case "condition" -> "Use the Lock that made the condition, with await and signal.";
            case "atomic" -> "Use one atomic operation such as compareAndSet or updateAndGet, or lock a private Object.";
            default -> "Lock a private final Object, wherever the block and the other uses must exclude each other.";
        };
        return new LockReports.Fault(Confidence.HIGH, "synchronized takes the monitor of " + lock + ", " + ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name + ": " + reason + ".",
                List.of(), related, remedy);
    }
}
