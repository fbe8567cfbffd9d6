package dev.snarl.rules;

import dev.snarl.program.Program;

/**
 * Finds one hazard. A rule has no state; its id is its class name in kebab-case and its metadata is its page, {@code rules/<id>.md}.
 * {@link #check} may run at the same time as other rules' on the same program.
 */
public interface Rule {
    void check(Program program, Findings out);

    /** {@code NonAtomicCompoundUpdate} is {@code non-atomic-compound-update}; a digit belongs to the word that it follows or precedes: {@code NonAtomic64bitAccess}. */
    default String id() {
        String n = getClass().getSimpleName();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < n.length(); i++) {
            char c = n.charAt(i);
            if (i > 0 && (Character.isUpperCase(c) || Character.isDigit(c) && !Character.isDigit(n.charAt(i - 1)))) b.append('-');
            b.append(Character.toLowerCase(c));
        }
        return b.toString();
    }
}
