package dev.snarl.engine;

import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Runs the rules, each on its own, as many at a time as there are threads. */
final class RuleRun {
    /** The kind of the notice for a failure of Snarl itself. */
    static final String INTERNAL_ERROR = "internal-error";

    private RuleRun() {}

    /**
     * @param findings in the order of the rules, as they gave them
     * @param failures one notice for each rule that failed; its findings are not used
     */
    record Outcome(List<Finding> findings, List<Notice> failures) {}

    static Outcome run(List<Rule> rules, Program program, Workers workers, Timings timings) {
        Findings[] found = new Findings[rules.size()];
        Notice[] failures = new Notice[rules.size()];
        workers.forEach(rules.size(), i -> {
            Rule rule = rules.get(i);
            long start = System.nanoTime();
            Findings out = new Findings();
            try {
                rule.check(program, out);
                found[i] = out;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
                failures[i] = failure("rule " + rule.id() + " failed", e, "ignore the rule with --ignore " + rule.id() + ", and report the failure");
            }
            timings.ruleTook(rule.id(), System.nanoTime() - start);
        });
        List<Finding> findings = new ArrayList<>();
        for (Findings one : found) if (one != null) findings.addAll(one.list());
        return new Outcome(findings, Arrays.stream(failures).filter(Objects::nonNull).toList());
    }

    static Notice failure(String what, Throwable e, String remedy) {
        Trouble.print(e);
        return new Notice(INTERNAL_ERROR, "", 0, 0, what + ": " + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + Reading.oneLine(e)), remedy, true);
    }
}
