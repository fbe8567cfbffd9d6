package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** A number that counts in one unit of time, given where another is meant. */
public final class TimeoutUnitMismatch implements Rule {
    private static final Set<String> MILLIS = Set.of("java.lang.Thread#sleep", "java.lang.Thread#join", "java.lang.Object#wait", "java.net.Socket#setSoTimeout", "java.net.ServerSocket#setSoTimeout",
            "java.net.URLConnection#setConnectTimeout", "java.net.URLConnection#setReadTimeout", "java.nio.channels.Selector#select", "java.util.Timer#schedule", "java.util.Timer#scheduleAtFixedRate");

    @Override
    public void check(Program program, Findings out) {
        for (Method m : program.methodsMentioning(TimeUnits::saysUnit)) {
            if (!m.owner().unit().reported() || m.owner().unit().test()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                String found = e instanceof Event.Call c ? call(program, in, c) : e instanceof Event.New n ? created(in, n) : assigned(in, e);
                if (found == null) continue;
                out.add(new Finding(id(), null, Confidence.MEDIUM, Program.site(m, Wording.tight(in, e.id())), m.label(), found, List.of(), List.of(), List.of(),
                        "Convert it, for example with TimeUnit, or pass a Duration.", m.key() + " " + found, ""));
            }
        }
    }

    private static String call(Program program, Interpretation in, Event.Call c) {
        if (c.args().isEmpty()) return null;
        Target t = in.typing().target(c.id());
        String name = Wording.call(in, c.id());
        // A number with its unit beside it, as the JDK has it: a method of another library may take the unit of its answer.
        boolean known = t.method() != null && t.source() == null || t.receiver().known() && t.receiver().name().startsWith("java.");
        for (int i = 1; known && i < c.args().size(); i++) {
            String unit = TimeUnits.constant(c.args().get(i));
            boolean really = in.typing().typeOf(c.args().get(i)).isA("java.util.concurrent.TimeUnit").yes();
            if (unit == null || !really) continue;
            String found = mismatch(in, c.args().get(i - 1), unit, name);
            if (found != null) return found;
        }
        Type on = t.receiver();
        if (on.known() && on.is("java.util.concurrent.TimeUnit") && c.receiver() != null && c.args().size() == 1) {
            String unit = TimeUnits.constant(c.receiver());
            if (unit != null && (c.name().startsWith("to") || c.name().equals("sleep"))) return mismatch(in, c.args().get(0), unit, name);
        }
        if (on.known() && on.is("java.time.Duration") && c.args().size() == 1 && TimeUnits.ofDuration(c.name()) != null) return mismatch(in, c.args().get(0), TimeUnits.ofDuration(c.name()), name);
        MethodFact block = program.roles().first(Role.BLOCK, c.name(), c.args().size(), t);
        boolean thread = block != null && block.type().equals("java.lang.Thread") && block.attribute("timed", "").equals("yes");
        if (thread || t.method() != null && !t.ambiguous() && MILLIS.contains(t.method().owner().name() + "#" + c.name())) {
            for (Value a : c.args()) {
                if (!TimeUnits.number(in.typing().typeOf(a))) continue;
                return mismatch(in, a, "MILLISECONDS", name);
            }
        }
        return parameters(in, t, c.args(), name);
    }

    private static String created(Interpretation in, Event.New n) {
        return n.type().dims() > 0 || n.args().isEmpty() ? null : parameters(in, in.typing().target(n.id()), n.args(), Wording.call(in, n.id()));
    }

    /** The unit that a scanned method's parameter is named for. */
    private static String parameters(Interpretation in, Target t, List<Value> args, String name) {
        if (t.ambiguous() || t.source() == null) return null;
        var params = t.source().facts().params();
        for (int i = 0; i < args.size() && i < params.size(); i++) {
            if (i == params.size() - 1 && t.source().facts().varargs()) break;
            String unit = TimeUnits.number(t.source().paramTypes().get(i)) ? TimeUnits.ofName(params.get(i).name()) : null;
            String found = unit == null ? null : mismatch(in, args.get(i), unit, name + ", by the name of its parameter " + params.get(i).name() + ",");
            if (found != null) return found;
        }
        return null;
    }

    private static String assigned(Interpretation in, Event e) {
        if (e instanceof Event.Assign a) {
            LocalFacts f = in.typing().body().locals().get(a.local());
            if (!TimeUnits.number(in.typing().localType(a.local()))) return null;
            String unit = TimeUnits.ofName(f.name());
            return unit == null ? null : mismatch(in, a.value(), unit, f.name());
        }
        if (e instanceof Event.Write w) {
            Path p = in.locks().path(w.target());
            String unit = p.root() == Path.Root.FIELD && p.field() instanceof Field f ? TimeUnits.of(f) : null;
            return unit == null ? null : mismatch(in, w.value(), unit, p.field().name());
        }
        return null;
    }

    private static String mismatch(Interpretation in, Value v, String unit, String what) {
        String is = TimeUnits.of(in, v);
        if (is == null || is.equals(unit)) return null;
        String given = v instanceof Value.Local l ? in.typing().body().locals().get(l.index()).name() : Wording.receiver(in, v);
        return what + " takes " + TimeUnits.label(unit) + ", and " + (given.isEmpty() ? "the value" : given) + " counts in " + TimeUnits.label(is) + ".";
    }
}
