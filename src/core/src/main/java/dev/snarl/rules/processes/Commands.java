package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells commands that write a line at most, where their name is a literal. */
final class Commands {
    private static final int DEPTH = 8;
    private static final Set<String> SILENT = Set.of("chmod", "chown", "kill", "ln", "mkdir", "rmdir", "sleep", "touch", "true");

    private Commands() {}

    /** @param command a command line, the name of the program, or an array or list that begins with it */
    static boolean silent(Interpretation in, Value command) {
        String first = first(in, command, 0);
        if (first == null) return false;
        String name = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1).toLowerCase(Locale.ROOT);
        return SILENT.contains(name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name);
    }

    /** The first word, or null where no literal holds all of it. */
    private static String first(Interpretation in, Value v, int depth) {
        if (depth > DEPTH) return null;
        if (v instanceof Value.Constant c && c.kind() == Value.ConstantKind.STRING) {
            String text = c.text().strip();
            int space = text.indexOf(' ');
            return space < 0 ? text : text.substring(0, space);
        }
        if (v instanceof Value.Binary b && b.op().equals("+")) {
            Value left = b;
            while (left instanceof Value.Binary x && x.op().equals("+")) left = x.left();
            boolean whole = left instanceof Value.Constant c && c.kind() == Value.ConstantKind.STRING && c.text().stripLeading().indexOf(' ') > 0;
            return whole ? first(in, left, depth + 1) : null;
        }
        if (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            return f.effectivelyFinal() && f.initial() != null ? first(in, f.initial(), depth + 1) : null;
        }
        if (!(v instanceof Value.Result r)) return null;
        Event e = in.typing().event(r.event());
        List<Value> args = e instanceof Event.New n && n.type().dims() > 0 ? n.args()
                : e instanceof Event.Call c && (c.name().equals("of") || c.name().equals("asList") || c.name().equals("singletonList")) ? c.args() : List.of();
        return args.isEmpty() ? null : first(in, args.get(0), depth + 1);
    }
}
