package dev.snarl.program;

import java.util.List;
import java.util.Map;

/**
 * What is kept of a method after its body was interpreted.
 *
 * @param accesses  accesses of fields of scanned types that can change (and of elements of arrays in final ones)
 * @param anonymous the anonymous types it creates as arguments: when their methods run, and what is held there
 * @param joins     the events at which it waits for other threads to have done their work (join, get, await, ...)
 * @param blocks    where it waits for anything
 * @param receivers the types on whose objects it calls methods, each once, in the order of the calls; unknown ones are left out
 * @param acquisitions the locks it takes itself; {@code lambda} is the one that does not run in the caller's own thread, or -1
 */
record Summary(List<Access> accesses, List<CallEdge> edges, List<Task> tasks, Map<SourceType, AnonymousUse> anonymous, List<Join> joins, List<Acquisition> acquisitions,
               List<Block> blocks, List<Decl> receivers, int calls, int resolvedCalls, int lambdas, int knownLambdas) {
    record AnonymousUse(Runs runs, Held held) {}

    static final Summary EMPTY = new Summary(List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), 0, 0, 0, 0);
}
