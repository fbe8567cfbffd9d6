package dev.snarl.mutants;

import dev.snarl.facts.Finding;

/**
 * What came of a mutant.
 *
 * @param finding null where there is none
 */
record Verdict(Answer answer, Finding finding) {
    enum Answer {
        /** A finding that the library as it is does not have. */
        FOUND,
        /** The guard's field is reported in the library as it is: there is nothing new to say. */
        ALREADY,
        MISSED,
        /** The mutated text does not parse: a fault of this tool. */
        BROKEN
    }

    static Verdict found(Finding f) {
        return new Verdict(Answer.FOUND, f);
    }

    static Verdict already(Finding f) {
        return new Verdict(Answer.ALREADY, f);
    }

    static Verdict missed() {
        return new Verdict(Answer.MISSED, null);
    }

    static Verdict broken() {
        return new Verdict(Answer.BROKEN, null);
    }
}
