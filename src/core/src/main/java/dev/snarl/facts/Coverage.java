package dev.snarl.facts;

import java.util.SortedMap;

/**
 * How much of the input was analysed and understood.
 *
 * @param files          Java files analysed (those named as context not counted)
 * @param contextFiles   files read as context only
 * @param lines          lines of the analysed files
 * @param failedFiles    files that could not be analysed, or only in part
 * @param skipped        files left out, by reason ("build output", "generated", "ignored by .gitignore", "kotlin" ...)
 * @param calls          calls seen in the analysed files
 * @param resolvedCalls  calls whose target method is known
 * @param lambdas        lambdas and method references handed to a call
 * @param knownLambdas   those known to run at once or elsewhere
 */
public record Coverage(int files, int contextFiles, long lines, int failedFiles, SortedMap<String, Integer> skipped,
                       long calls, long resolvedCalls, long lambdas, long knownLambdas) {}
