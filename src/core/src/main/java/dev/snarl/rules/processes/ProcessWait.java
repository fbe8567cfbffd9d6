package dev.snarl.rules.processes;

import dev.snarl.facts.Span;
import dev.snarl.program.Path;

/**
 * A place in a body that waits for another process, or starts one.
 *
 * @param event   the call
 * @param span    its tight region
 * @param text    the call as a reader writes it: {@code child.waitFor()}
 * @param process the process, as far as the body has a name for it; else null
 */
record ProcessWait(int event, Span span, String text, Path process, Kind kind) {
    enum Kind {
        /** For the end of the process. */
        END("waits for the end of a process"),
        /** For its end, with a limit. */
        TIMED("waits for the end of a process, up to a limit"),
        /** For its output. */
        OUTPUT("reads the output of a process, as long as it writes"),
        /** The start, which forks. */
        START("starts a process");

        private final String what;

        Kind(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
