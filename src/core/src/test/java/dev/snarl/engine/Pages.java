package dev.snarl.engine;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.Heading;
import dev.snarl.catalog.RuleDoc;
import java.util.List;

/** Small pages for made-up rules. */
final class Pages {
    private Pages() {}

    static RuleDoc page(String id, String family, String level, String... subsumes) {
        StringBuilder page = new StringBuilder("---\ntitle: T\nfamily: " + family + "\nlevel: " + level + "\nprecision: high\nsince: 0.1.0\nsubsumes: ["
                + String.join(", ", subsumes) + "]\ndemo: none\n---\n");
        for (Heading h : Heading.values()) page.append("\n## ").append(h.title()).append("\n\ntext\n");
        return Catalog.parse(id, page.toString());
    }

    static Catalog catalog(RuleDoc... pages) {
        return Catalog.ofPages(List.of(pages));
    }
}
