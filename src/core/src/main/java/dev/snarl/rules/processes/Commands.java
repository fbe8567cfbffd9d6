package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells commands that write a few lines at most, where their name is a literal. */
final class Commands {
    private static final int DEPTH = 8;
    private static final Set<String> SILENT = Set.of("arch", "chmod", "chown", "clear", "cygpath", "false", "getconf", "hostname", "id", "kill", "ln", "mkdir",
            "mkfifo", "msiexec", "nproc", "pwd", "readlink", "rmdir", "sleep", "stty", "taskkill", "test", "touch", "tput", "true", "tty", "umask", "uname",
            "which", "whoami");
    private static final Set<String> LISTS = Set.of("of", "asList", "singletonList");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh");

    private Commands() {}

    /** @param command a command line, or an array or list of words */
    static boolean silent(Interpretation in, Value command) {
        return silent(in, words(in, command, 0));
    }

    /** @param words the arguments of a creation or call that takes the program and its arguments, or the whole list */
    static boolean silent(Interpretation in, List<Value> words) {
        if (words.isEmpty()) return false;
        if (words.size() == 1 && !(words.get(0) instanceof Value.Constant)) {
            List<Value> inner = words(in, words.get(0), 0);
            if (!inner.equals(words)) return silent(in, inner);
        }
        String program = name(first(in, words.get(0), 0));
        if (program == null) return false;
        if (SHELLS.contains(program) && words.size() == 3 && words.get(1) instanceof Value.Constant c && c.text().equals("-c")) {
            String script = words.get(2) instanceof Value.Constant s ? s.text() : ";";
            return script.matches("[\\w ./+=-]+") && SILENT.contains(name(first(in, words.get(2), 0)));
        }
        return SILENT.contains(program);
    }

    private static String name(String path) {
        if (path == null) return null;
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase(Locale.ROOT);
        return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }

    /** The elements of an array or list that is made in view, else the value alone. */
    private static List<Value> words(Interpretation in, Value v, int depth) {
        if (depth < DEPTH && v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            if (f.effectivelyFinal() && f.initial() != null) return words(in, f.initial(), depth + 1);
        }
        if (v instanceof Value.Result r) {
            Event e = in.typing().event(r.event());
            if (e instanceof Event.New n && n.type().dims() > 0) return n.args();
            if (e instanceof Event.Call c && LISTS.contains(c.name())) return c.args();
        }
        return List.of(v);
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
        return null;
    }
}
