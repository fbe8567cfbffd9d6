package dev.snarl.engine;

import dev.snarl.cache.ContentHash;
import dev.snarl.cache.FactsCache;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.FileFactsCodec;
import dev.snarl.inputs.SourceFile;
import dev.snarl.program.SourceUnit;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents that a stored analysis is of, file by file. With them an analysis outlives changes that its facts do not show: those of comments and of
 * space, as long as nothing moves.
 */
final class StoredContents {
    private static final int RECORD = 4 * Long.BYTES + 1;
    private final FactsCache cache;
    private final String key;

    /** @param analysis the key of the analysis in the cache */
    StoredContents(FactsCache cache, String analysis) {
        this.cache = cache;
        this.key = analysis + " contents";
    }

    /** Keeps them. None may be null. */
    void put(Digest[] digests) {
        ByteBuffer out = ByteBuffer.allocate(digests.length * RECORD);
        for (Digest d : digests) {
            ContentHash h = d.hash();
            out.putLong(h.a()).putLong(h.b()).putLong(h.c()).putLong(h.d()).put((byte) (d.generated() ? 1 : 0));
        }
        cache.putBlob(key, out.array());
    }

    /** The stored analysis as it is of these sources, or empty when their facts are others. */
    Optional<Analysis> analysis(byte[] stored, List<SourceFile> files, Sources now) {
        Digest[] before = before(files.size());
        if (before == null || now.failed()) return Optional.empty();
        Map<String, SourceUnit> units = new HashMap<>();
        long lines = 0;
        for (SourceUnit u : now.units()) {
            units.put(u.path(), u);
            if (u.reported()) lines += u.facts().lines();
        }
        for (int i = 0; i < before.length; i++) {
            if (!before[i].equals(now.digests()[i]) && !alike(before[i], now.digests()[i], units.get(files.get(i).displayPath()))) return Optional.empty();
        }
        long all = lines;
        return AnalysisCodec.decode(ScanKeys.state(before), stored).map(a -> a.withLines(all));
    }

    private boolean alike(Digest old, Digest now, SourceUnit unit) {
        if (old.generated() != now.generated()) return false;
        // Left out, then as now.
        if (unit == null) return true;
        Optional<FileFacts> facts = cache.get(old.hash());
        return facts.isPresent() && Arrays.equals(withoutLength(facts.get()), withoutLength(unit.facts()));
    }

    /** How long a file is matters to nothing but the sum of all lines. */
    private static byte[] withoutLength(FileFacts f) {
        return FileFactsCodec.encode(new FileFacts(f.packageName(), f.imports(), f.types(), f.marks(), 0, f.languageLevel(), f.notices(), f.bodies()));
    }

    private Digest[] before(int files) {
        byte[] bytes = cache.blob(key).orElse(null);
        if (bytes == null || bytes.length != files * RECORD) return null;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Digest[] out = new Digest[files];
        for (int i = 0; i < files; i++) out[i] = new Digest(new ContentHash(in.getLong(), in.getLong(), in.getLong(), in.getLong()), in.get() == 1);
        return out;
    }
}
