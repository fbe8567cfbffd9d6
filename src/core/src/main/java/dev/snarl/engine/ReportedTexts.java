package dev.snarl.engine;

import dev.snarl.cache.ContentHash;
import dev.snarl.inputs.SourceFile;
import dev.snarl.inputs.SourceText;
import dev.snarl.report.SourceTexts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a source again for a report, and gives it only when it is still the text that was analysed. */
final class ReportedTexts implements SourceTexts {
    private final Map<String, SourceFile> files;
    private final Map<String, ContentHash> analysed;

    ReportedTexts(Map<String, SourceFile> files, Map<String, ContentHash> analysed) {
        this.files = files;
        this.analysed = analysed;
    }

    @Override
    public Optional<List<String>> lines(String displayPath) {
        SourceFile file = files.get(displayPath);
        ContentHash hash = analysed.get(displayPath);
        if (file == null || hash == null) return Optional.empty();
        try {
            byte[] bytes = file.read();
            if (!ContentHash.of(bytes).equals(hash)) return Optional.empty();
            return Optional.of(SourceTexts.split(SourceText.decode(bytes).text()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
