package dev.snarl.engine;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Site;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** From what the rules found to what is reported. */
final class Sifting {
    private static final int FINGERPRINT_DIGITS = 20;
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::site).thenComparing(Finding::rule)
            .thenComparing(Finding::identity).thenComparing(Finding::message);

    private final Catalog catalog;

    Sifting(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * All findings whose primary place is in a reported file: each once, sorted, with level and fingerprint. What the user selects has no say here,
     * so that this can be stored, and a fingerprint never depends on it.
     */
    List<Finding> ordered(List<Finding> found, Set<String> reportedPaths) {
        List<Finding> wanted = new ArrayList<>();
        for (Finding f : found) if (reportedPaths.contains(f.site().path())) wanted.add(f);
        wanted.sort(ORDER);
        Set<List<Object>> seen = new HashSet<>();
        Map<List<String>, Integer> equals = new HashMap<>();
        List<Finding> out = new ArrayList<>();
        for (Finding f : wanted) {
            if (!seen.add(List.of(f.rule(), f.site(), f.identity()))) continue;
            int ordinal = equals.merge(List.of(f.rule(), f.identity()), 1, Integer::sum);
            out.add(f.withLevel(level(f)).withFingerprint(fingerprint(f, ordinal)));
        }
        return out;
    }

    /** What the user wants of these, without those that another wanted finding of the same cause makes superfluous. */
    List<Finding> selected(List<Finding> ordered, Selection selection) {
        List<Finding> wanted = new ArrayList<>();
        for (Finding f : ordered) {
            boolean selected = catalog.doc(f.rule()).map(selection::wants).orElse(true);
            if (selected && selection.wants(f)) wanted.add(f);
        }
        Set<Cause> covered = new HashSet<>();
        for (Finding f : wanted) {
            for (String milder : catalog.doc(f.rule()).map(RuleDoc::subsumes).orElse(List.of())) covered.addAll(Cause.of(milder, f));
        }
        if (!covered.isEmpty()) wanted.removeIf(f -> Cause.of(f.rule(), f).stream().anyMatch(covered::contains));
        return wanted;
    }

    /** One of the ways in which two findings have the same cause: they begin on the same line, or are about the same thing. */
    private record Cause(String rule, String subject) {
        static List<Cause> of(String rule, Finding f) {
            Site site = f.site();
            return List.of(new Cause(rule, "at " + site.path() + ":" + site.span().line()), new Cause(rule, "of " + f.identity()));
        }
    }

    /** The page's; weak evidence is worth a note and no more. */
    private Level level(Finding f) {
        Level level = catalog.doc(f.rule()).map(doc -> Level.valueOf(doc.level().toUpperCase(Locale.ROOT))).orElse(Level.WARNING);
        return f.confidence() == Confidence.LOW && level != Level.OFF ? Level.NOTE : level;
    }

    private static String fingerprint(Finding f, int ordinal) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((f.rule() + "\0" + f.identity() + "\0" + ordinal).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
