package dev.snarl.engine;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.Finding;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Site;
import dev.snarl.program.SourceUnit;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What authors have excused in the code: a {@code @SuppressWarnings} or {@code @SuppressFBWarnings} on the method, the field or a type around the finding that names the
 * rule ({@code snarl:rule-id}) or one of the other tools' rules for the same hazard, as the rule's page lists them ({@code VO_VOLATILE_INCREMENT}, {@code java:S3078},
 * {@code NonAtomicOperationOnVolatileField}).
 */
final class Excuses {
    private static final Set<String> ANNOTATIONS = Set.of("SuppressWarnings", "SuppressFBWarnings");

    private final Catalog catalog;
    private final Map<String, SourceUnit> units = new HashMap<>();

    Excuses(Catalog catalog, List<SourceUnit> units) {
        this.catalog = catalog;
        for (SourceUnit u : units) this.units.put(u.path(), u);
    }

    /** The findings without the excused ones, in their order. */
    List<Finding> without(List<Finding> findings) {
        List<Finding> out = new ArrayList<>(findings.size());
        for (Finding f : findings) if (!excused(f)) out.add(f);
        return out;
    }

    private boolean excused(Finding f) {
        SourceUnit unit = units.get(f.site().path());
        if (unit == null) return false;
        for (TypeFacts t : unit.facts().types()) {
            if (!t.span().contains(f.site().span())) continue;
            if (names(t.annotations(), f.rule())) return true;
            for (MethodFacts m : t.methods()) if (m.span().contains(f.site().span()) && names(m.annotations(), f.rule())) return true;
            for (FieldFacts x : t.fields()) if (declares(x.nameSpan(), f.site()) && names(x.annotations(), f.rule())) return true;
        }
        return false;
    }

    private static boolean declares(Span name, Site site) {
        return name.line() == site.span().line();
    }

    private boolean names(List<AnnotationFacts> annotations, String rule) {
        for (AnnotationFacts a : annotations) {
            if (!ANNOTATIONS.contains(a.simpleName())) continue;
            for (List<String> words : a.members().values()) for (String w : words) if (means(w, rule)) return true;
        }
        return false;
    }

    private boolean means(String word, String rule) {
        String w = word.replace("\"", "").strip();
        if (w.equals("snarl:" + rule)) return true;
        String id = plain(w);
        List<String> peers = catalog.doc(rule).map(RuleDoc::peers).orElse(List.of());
        return peers.stream().anyMatch(p -> !id.isEmpty() && plain(p).equals(id));
    }

    /** {@code java:S3078}, {@code sonar-java:S3078} and {@code S3078}; {@code PMD.DoubleCheckedLocking} and {@code pmd:DoubleCheckedLocking}. */
    private static String plain(String word) {
        String w = word.startsWith("PMD.") ? word.substring(4) : word.substring(word.indexOf(':') + 1);
        return w.strip().toLowerCase(Locale.ROOT);
    }
}
