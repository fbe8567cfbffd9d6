package dev.snarl.rules.contracts;

import dev.snarl.knowledge.Role;

/** What a type can promise to those who share its instances. */
enum Contract {
    IMMUTABLE("immutable-contract", "immutable", Role.IMMUTABLE_ANNOTATION, "Immutable"),
    THREAD_SAFE("threadsafe-contract", "thread-safe", Role.DECLARED_SAFE, "ThreadSafe");

    private final String rule;
    private final String word;
    private final Role annotation;
    private final String suppression;

    Contract(String rule, String word, Role annotation, String suppression) {
        this.rule = rule;
        this.word = word;
        this.annotation = annotation;
        this.suppression = suppression;
    }

    /** The rule that checks it. */
    String rule() {
        return rule;
    }

    /** As a reader says it: a type is this. */
    String word() {
        return word;
    }

    /** The annotations that promise it. */
    Role annotation() {
        return annotation;
    }

    /** Whether a value of {@code @SuppressWarnings} means it. */
    boolean suppressedBy(String value) {
        return value.equals(rule) || value.startsWith(suppression) || value.equals("all");
    }
}
