package dev.snarl.program;

import dev.snarl.knowledge.MethodFact;

/**
 * How a lambda of a body is used.
 *
 * @param event the call or creation that it is handed to, or -1 where it is only stored or returned
 * @param arg   the argument's index there
 * @param fact  the knowledge that told, or null (an analysed method, or nothing known)
 */
public record LambdaContext(Runs runs, int event, int arg, MethodFact fact) {
    static final LambdaContext UNUSED = new LambdaContext(Runs.UNKNOWN, -1, -1, null);
}
