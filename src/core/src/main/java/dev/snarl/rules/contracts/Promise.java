package dev.snarl.rules.contracts;

import dev.snarl.program.SourceType;

/**
 * A promise that binds a type.
 *
 * @param by    the type that gives it: the type itself, or an ancestor whose promise its subtypes keep
 * @param grade how far it goes
 */
record Promise(Contract contract, SourceType by, Grade grade) {
    enum Grade {
        /** An annotation that is checked to the letter: each part must be declared too. */
        CHECKED,
        /** An annotation that states an intent. */
        STATED,
        /** No annotation, but what enums and implementations of annotations are taken for. */
        IMPLIED
    }

    boolean checked() {
        return grade == Grade.CHECKED;
    }
}
