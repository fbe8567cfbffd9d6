package dev.snarl.engine;

import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import java.util.List;

/**
 * What one program gives before the user's selection: a function of the files' contents and places, the knowledge and Snarl's code, so it can be stored.
 *
 * @param findings  sorted, with level and fingerprint
 * @param notices   of the files that were read and of the rules
 * @param generated how many files were left out because they say that they are generated
 * @param files     reported files that were analysed
 * @param context   files read as context only
 * @param lines     of the reported files
 */
record Analysis(List<Finding> findings, List<Notice> notices, int generated, int files, int context, long lines,
                long calls, long resolvedCalls, long lambdas, long knownLambdas) {
    Analysis withLines(long all) {
        return new Analysis(findings, notices, generated, files, context, all, calls, resolvedCalls, lambdas, knownLambdas);
    }
}
