package dev.snarl.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the texts asked for last: findings in one file, and the places they name, follow each other. Not safe for use by several threads. */
final class RecentTexts implements SourceTexts {
    private static final int KEPT = 8;

    private final SourceTexts source;
    private final Map<String, Optional<List<String>>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<List<String>>> eldest) {
            return size() > KEPT;
        }
    };

    RecentTexts(SourceTexts source) {
        this.source = source;
    }

    @Override
    public Optional<List<String>> lines(String displayPath) {
        return kept.computeIfAbsent(displayPath, source::lines);
    }
}
