package dev.snarl.rules.races;

import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.program.Held;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.List;

/**
 * A format formats, parses or is changed.
 *
 * @param format the format as the method names it
 * @param name   the format for the reader
 * @param type   the simple name of its type
 * @param call   the method of the format that is called
 * @param lambda the lambda that it happens in and that does not, or may not, run in the caller's thread; else -1
 * @param held   the locks held for certain, those of all callers included
 * @param vague  a lock may be held, or it is not known when the code runs
 */
record FormatUse(Method method, int event, Span span, Path format, String name, String type, String call, int lambda, List<Held.Entry> held, boolean vague) {
    Site site() {
        return Program.site(method, span);
    }
}
