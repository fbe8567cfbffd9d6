package dev.snarl.inputs;

import dev.snarl.facts.Notice;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sources of one scan.
 *
 * @param files       sorted by display path, each source once; empty when there is no Java at all
 * @param skipped     how many sources were left out, by reason ({@link SkipReason#label}); skipped folders are counted up to a bound,
 *                    so huge ones give a lower limit
 * @param notices     sorted: links that loop or are broken, unreadable folders and archives, malformed poms
 * @param displayRoot absolute, forward slashes: what the display paths are relative to (see {@link DisplayRoot})
 */
public record Collected(List<SourceFile> files, SortedMap<String, Integer> skipped, List<Notice> notices, String displayRoot) implements Closeable {
    public Collected {
        files = List.copyOf(files);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        notices = List.copyOf(notices);
    }

    public List<SourceFile> reported() {
        return files.stream().filter(SourceFile::reported).toList();
    }

    /** Lets go of the archives that were opened. Reading on is allowed and opens them again. */
    @Override
    public void close() throws IOException {
        for (SourceFile file : files) {
            if (file.content() instanceof Archive.Entry entry) entry.archive().close();
        }
    }
}
