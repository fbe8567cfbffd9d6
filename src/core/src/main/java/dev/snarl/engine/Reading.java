package dev.snarl.engine;

import dev.snarl.cache.ContentHash;
import dev.snarl.cache.FactsCache;
import dev.snarl.extract.Extractor;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.Notice;
import dev.snarl.inputs.GeneratedMarks;
import dev.snarl.inputs.SourceFile;
import dev.snarl.inputs.SourceText;
import dev.snarl.program.SourceUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/** Makes units of files: recalls their facts or extracts them. Neither bytes nor trees outlive their file's turn. */
final class Reading {
    /** Facts of a file, and where they came from. */
    private enum Origin { PARSED, RECALLED }

    private static final String OUT_OF_MEMORY = "out-of-memory";

    private final Workers workers;
    private final FactsCache cache;
    private final Timings timings;

    Reading(Workers workers, FactsCache cache, Timings timings) {
        this.workers = workers;
        this.cache = cache;
        this.timings = timings;
    }

    /** The digest of each file, in their order; null where one cannot be read now. */
    Digest[] digests(List<SourceFile> files) {
        Digest[] digests = new Digest[files.size()];
        workers.forEach(files.size(), i -> {
            try {
                digests[i] = digest(files.get(i), files.get(i).read());
            } catch (IOException | OutOfMemoryError e) {
                // Told when the file is read for its facts.
                digests[i] = null;
            }
        });
        return digests;
    }

    /**
     * The units of all files that can be analysed.
     *
     * @param known digests where they are known already, else null
     */
    Sources read(List<SourceFile> files, Digest[] known) {
        SourceUnit[] units = new SourceUnit[files.size()];
        Digest[] digests = new Digest[files.size()];
        Notice[] failures = new Notice[files.size()];
        AtomicIntegerArray origins = new AtomicIntegerArray(Origin.values().length);
        IntConsumer readOne = i -> {
            SourceFile file = files.get(i);
            failures[i] = null;
            try {
                units[i] = unit(file, known == null ? null : known[i], digests, i, origins);
            } catch (IOException e) {
                failures[i] = failure(file, "unreadable", "cannot be read: " + oneLine(e), "check the file and its permissions");
            } catch (StackOverflowError e) {
                failures[i] = failure(file, "too-deep", "expressions or blocks are nested too deeply", "split the deep nesting, or leave the file out with --exclude");
            } catch (OutOfMemoryError e) {
                failures[i] = failure(file, OUT_OF_MEMORY, "there is not enough memory to analyse it", "give Java more memory with SNARL_JAVA_OPTS=-Xmx4g, or leave the file out with --exclude");
            } catch (RuntimeException e) {
                Trouble.print(e);
                failures[i] = failure(file, "file-failed", "Snarl failed on this file: " + oneLine(e), "leave the file out with --exclude, and report the failure");
            }
        };
        workers.forEach(files.size(), readOne);
        // Memory that one file exhausts fails the files beside it, too: each gets a second try on its own.
        for (int i = 0; i < failures.length; i++) {
            int again = i;
            if (failures[i] != null && failures[i].kind().equals(OUT_OF_MEMORY)) workers.forEach(1, one -> readOne.accept(again));
        }
        timings.read(origins.get(Origin.PARSED.ordinal()), origins.get(Origin.RECALLED.ordinal()));
        return sources(files, units, digests, failures);
    }

    private static Sources sources(List<SourceFile> files, SourceUnit[] units, Digest[] digests, Notice[] failures) {
        List<SourceUnit> readUnits = new ArrayList<>(files.size());
        List<Notice> notices = new ArrayList<>();
        TreeMap<String, ContentHash> hashes = new TreeMap<>();
        int generated = 0;
        for (int i = 0; i < units.length; i++) {
            if (failures[i] != null) notices.add(failures[i]);
            else if (units[i] == null) generated++;
            if (units[i] == null) continue;
            readUnits.add(units[i]);
            hashes.put(units[i].path(), digests[i].hash());
            for (Notice n : units[i].facts().notices()) {
                notices.add(new Notice(n.kind(), units[i].path(), n.line(), n.column(), n.message(), n.remedy(), n.incomplete()));
            }
        }
        return new Sources(List.copyOf(readUnits), notices, hashes, digests, generated, !Arrays.stream(failures).allMatch(Objects::isNull));
    }

    /** Null for a generated file that was not named. */
    private SourceUnit unit(SourceFile file, Digest known, Digest[] digests, int i, AtomicIntegerArray origins) throws IOException {
        if (known != null) {
            digests[i] = known;
            if (dropped(file, known)) return null;
            Optional<FileFacts> facts = cache.get(known.hash());
            if (facts.isPresent()) {
                origins.incrementAndGet(Origin.RECALLED.ordinal());
                return unit(file, facts.get());
            }
        }
        byte[] bytes = file.read();
        Digest digest = digest(file, bytes);
        digests[i] = digest;
        if (dropped(file, digest)) return null;
        Optional<FileFacts> recalled = known != null && known.hash().equals(digest.hash()) ? Optional.empty() : cache.get(digest.hash());
        FileFacts facts;
        if (recalled.isPresent()) {
            facts = recalled.get();
            origins.incrementAndGet(Origin.RECALLED.ordinal());
        } else {
            facts = extract(bytes);
            origins.incrementAndGet(Origin.PARSED.ordinal());
            cache.put(digest.hash(), facts);
        }
        return unit(file, facts);
    }

    private static Digest digest(SourceFile file, byte[] bytes) {
        return new Digest(ContentHash.of(bytes), file.dropWhenGenerated() && GeneratedMarks.looksGenerated(bytes));
    }

    private static boolean dropped(SourceFile file, Digest digest) {
        return file.dropWhenGenerated() && digest.generated();
    }

    /** What was wrong with the bytes is a fact like any other, so that it is told again when the facts are recalled. */
    private static FileFacts extract(byte[] bytes) {
        SourceText text = SourceText.decode(bytes);
        FileFacts facts = Extractor.extract(text.text());
        List<Notice> notices = new ArrayList<>();
        text.notice("").ifPresent(notices::add);
        if (bytes.length == 0) notices.add(new Notice("empty", "", 1, 1, "the file is empty", "", false));
        if (notices.isEmpty()) return facts;
        // A file that is no text at all has nothing else to be told.
        if (text.problem() == null || text.problem().analysed()) notices.addAll(facts.notices());
        return new FileFacts(facts.packageName(), facts.imports(), facts.types(), facts.marks(), facts.lines(), facts.languageLevel(), List.copyOf(notices), facts.bodies());
    }

    private static SourceUnit unit(SourceFile file, FileFacts facts) {
        String path = file.displayPath();
        return new SourceUnit(path, SourceRoots.of(path, facts.packageName()), file.test(facts.packageName()), file.reported(), file.release(), facts);
    }

    private static Notice failure(SourceFile file, String kind, String message, String remedy) {
        return new Notice(kind, file.displayPath(), 0, 0, message, remedy, true);
    }

    static String oneLine(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip().lines().findFirst().orElse("");
    }
}
