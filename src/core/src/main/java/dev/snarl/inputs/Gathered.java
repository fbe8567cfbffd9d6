package dev.snarl.inputs;

import dev.snarl.facts.Notice;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the walks have found so far, by real path, so that a source reached twice is one. What was skipped is counted at the end, when it is
 * known what another walk or the user's own words brought in after all. Not safe for several threads.
 */
final class Gathered {
    /** How many entries of skipped folders are looked at to count the sources in them. */
    private static final int COUNTED_ENTRIES = 20_000;

    /** A source on disk; {@code logical} is how it was reached, {@code test} as {@link TestPaths#mark} says. */
    record Source(Path logical, Path real, long size, boolean context, int test, boolean named) {
        /** The same file reached twice: report it if either says so, and show the path without links, or else the first in order. */
        Source with(Source other) {
            boolean thisWay = logical.equals(real) || !other.logical.equals(real) && logical.compareTo(other.logical) <= 0;
            Path shown = thisWay ? logical : other.logical;
            int testHere = context == other.context ? thisWay ? test : other.test : context ? other.test : test;
            return new Source(shown, real, size, context && other.context, testHere, named || other.named);
        }
    }

    private final Map<Path, Source> sources = new HashMap<>();
    private final Set<Path> visited = new HashSet<>();
    private final Map<Path, SkipReason> skippedFiles = new HashMap<>();
    private final SortedMap<Path, SkipReason> skippedFolders = new TreeMap<>();
    private final SortedMap<String, Integer> skippedEntries = new TreeMap<>();
    private final Set<Notice> notices = new TreeSet<>();

    void add(Source source) {
        sources.merge(source.real(), source, Source::with);
    }

    /** True at the first visit of this real folder. */
    boolean visit(Path realFolder) {
        return visited.add(realFolder);
    }

    boolean visited(Path realFolder) {
        return visited.contains(realFolder);
    }

    /** Lets the folder and all below it be visited again. */
    void forget(Path realFolder) {
        visited.removeIf(folder -> folder.startsWith(realFolder));
    }

    /** Takes over the sources of another walk, but not what that one skipped or had to tell. */
    void absorb(Gathered other) {
        other.sources.values().forEach(this::add);
        visited.addAll(other.visited);
    }

    void skipFile(Path real, SkipReason why) {
        skippedFiles.putIfAbsent(real, why);
    }

    void skipFolder(Path real, SkipReason why) {
        skippedFolders.putIfAbsent(real, why);
    }

    /** Counts a file inside an archive. */
    void skipEntry(SkipReason why) {
        skippedEntries.merge(why.label(), 1, Integer::sum);
    }

    void notice(Notice notice) {
        notices.add(notice);
    }

    Set<Notice> notices() {
        return notices;
    }

    Collection<Source> sources() {
        return sources.values();
    }

    int size() {
        return sources.size();
    }

    SortedMap<String, Integer> skipped() {
        SortedMap<String, Integer> counts = new TreeMap<>(skippedEntries);
        Set<Path> counted = new HashSet<>(sources.keySet());
        skippedFiles.forEach((path, why) -> {
            if (counted.add(path)) counts.merge(why.label(), 1, Integer::sum);
        });
        int[] left = {COUNTED_ENTRIES};
        skippedFolders.forEach((folder, why) -> count(folder, why, counted, counts, left));
        return counts;
    }

    private static void count(Path folder, SkipReason why, Set<Path> counted, Map<String, Integer> counts, int[] left) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                    if (left[0]-- <= 0) return FileVisitResult.TERMINATE;
                    String name = at.getFileName() == null ? "" : at.getFileName().toString();
                    return name.equals("node_modules") || name.equals(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
                    if (left[0]-- <= 0) return FileVisitResult.TERMINATE;
                    if (attributes.isRegularFile() && at.toString().endsWith(".java") && counted.add(at)) {
                        boolean generated = why != SkipReason.EXCLUDED && FolderWalk.isGenerated("/" + SourceFile.slashed(folder.getParent().relativize(at)));
                        counts.merge((generated ? SkipReason.GENERATED : why).label(), 1, Integer::sum);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path at, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path at, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            // What cannot be listed holds nothing that could be counted.
        }
    }
}
