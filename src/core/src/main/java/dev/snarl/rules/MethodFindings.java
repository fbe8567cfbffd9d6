package dev.snarl.rules;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings about a place in a method: numbers those of one method that are about the same thing. One use, one rule, one thread. */
public final class MethodFindings {
    private final Rule rule;
    private final Findings out;
    private final Map<String, Integer> ordinals = new HashMap<>();

    public MethodFindings(Rule rule, Findings out) {
        this.rule = rule;
        this.out = out;
    }

    /** What a finding says. Made by steps, told once. */
    public final class Draft {
        private final Method method;
        private final Span at;
        private final String about;
        private final List<String> evidence = new ArrayList<>(2);
        private final List<Related> related = new ArrayList<>(2);
        private final List<Step> steps = new ArrayList<>(3);
        private String thread = "one thread";

        private Draft(Method method, Span at, String about) {
            this.method = method;
            this.at = at;
            this.about = about;
        }

        public Draft evidence(String sentence) {
            evidence.add(sentence);
            return this;
        }

        public Draft related(Span place, String label) {
            return related(method, place, label);
        }

        public Draft related(Method where, Span place, String label) {
            related.add(new Related(Program.site(where, place), label));
            return this;
        }

        public Draft thread(String name) {
            thread = name;
            return this;
        }

        /** The next step of the one thread that the finding tells of. */
        public Draft step(Span place, String text) {
            steps.add(new Step(Program.site(method, place), method.label(), text, steps.size() + 1));
            return this;
        }

        /** Hands the finding in. */
        public void tell(Confidence confidence, String message, String remedy) {
            int n = ordinals.merge(method.key() + " " + about, 1, Integer::sum);
            out.add(new Finding(rule.id(), null, confidence, Program.site(method, at), method.label(), message, evidence, related,
                    steps.isEmpty() ? List.of() : List.of(new ThreadTrace(thread, steps)), remedy, method.key() + " " + about + (n > 1 ? " " + n : ""), ""));
        }
    }

    /** @param about what the finding is about, apart from the method: a lock and an operation, never a line */
    public Draft at(Method method, Span place, String about) {
        return new Draft(method, place, about);
    }
}
