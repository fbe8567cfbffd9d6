package dev.snarl.engine;

import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import java.util.List;

/**
 * Which findings are wanted. A word is a rule's id, a family, a level ({@code error}, {@code warning}, {@code note}, {@code off}) or {@code all}.
 * The more precise word wins, whatever the order: an id over a family, a family over a level, a level over {@code all}; between equals, ignoring wins.
 *
 * @param select        only these; when empty, every rule that is not off by default
 * @param ignore        not these
 * @param minConfidence findings of weaker evidence are left out
 */
public record Selection(List<String> select, List<String> ignore, Confidence minConfidence) {
    /** The word for every rule, opt-in ones included. */
    public static final String EVERYTHING = "all";
    /** Every rule that is not off by default, at any confidence. */
    public static final Selection DEFAULT = new Selection(List.of(), List.of(), Confidence.LOW);
    /** Every rule, opt-in ones included. */
    public static final Selection ALL = new Selection(List.of(EVERYTHING), List.of(), Confidence.LOW);

    private static final int NOT_NAMED = 0, PRESUMED = 1, ALL_OF_THEM = 2, LEVEL = 3, FAMILY = 4, ID = 5;

    public Selection {
        select = List.copyOf(select);
        ignore = List.copyOf(ignore);
    }

    /** Whether the rule of this page is wanted. */
    public boolean wants(RuleDoc rule) {
        int named = select.isEmpty() ? presumed(rule) : precision(select, rule);
        return named > precision(ignore, rule);
    }

    boolean wants(Finding finding) {
        return finding.confidence().compareTo(minConfidence) >= 0;
    }

    private static int presumed(RuleDoc rule) {
        return rule.level().equals(Level.OFF.word()) ? NOT_NAMED : PRESUMED;
    }

    private static int precision(List<String> words, RuleDoc rule) {
        int best = NOT_NAMED;
        for (String word : words) best = Math.max(best, precision(word, rule));
        return best;
    }

    private static int precision(String word, RuleDoc rule) {
        if (word.equals(rule.id())) return ID;
        if (word.equals(rule.family())) return FAMILY;
        if (word.equals(rule.level())) return LEVEL;
        return word.equals(EVERYTHING) ? ALL_OF_THEM : NOT_NAMED;
    }
}
