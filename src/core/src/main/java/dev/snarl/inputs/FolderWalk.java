package dev.snarl.inputs;

import dev.snarl.facts.Notice;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Walks folders in a fixed order and gathers the Java sources in them. No file is opened but .gitignore. Links to folders are followed after all
 * real folders, so that a source is shown under its own path where it has one within the scan. Not safe for several threads.
 */
final class FolderWalk {
    private static final Set<String> OUTPUT = Set.of("target", "build", "out", "bin", "dist");
    /** How many folders are searched for class files, which prove a folder to be output. */
    private static final int CLASS_SEARCH = 100;
    /** A walk that is bounded by a number of sources also ends after this many entries per source. */
    private static final int ENTRIES_PER_SOURCE = 20;

    private final Gathered gathered;
    private final BuildFolders builds;
    private final Excludes excludes;
    private final DisplayRoot root;
    private final Path workingDirectory;
    private final boolean context;
    private final int limit;
    private final Deque<Link> links = new ArrayDeque<>();
    private long entries;

    /**
     * @param context whether what is found is context only; then nothing is counted as skipped
     * @param limit   how many sources at most, 0 for no bound
     */
    FolderWalk(Gathered gathered, BuildFolders builds, Excludes excludes, DisplayRoot root, Path workingDirectory, boolean context, int limit) {
        this.gathered = gathered;
        this.builds = builds;
        this.excludes = excludes;
        this.root = root;
        this.workingDirectory = workingDirectory;
        this.context = context;
        this.limit = limit;
    }

    /**
     * A folder on the way.
     *
     * @param real    without links
     * @param below   its path below the nearest project, for the test mark
     * @param through the real folders in which the links stood that led here
     */
    private record Folder(Path logical, Path real, IgnoreRules rules, String below, List<Path> through) {
    }

    private record Link(Path logical, Path target, IgnoreRules rules, Folder in) {
    }

    /** Thrown to leave a bounded walk; no stack is needed. */
    private static final class LimitReached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitReached() {
            super("limit", null, false, false);
        }
    }

    /**
     * Gathers what is in these folders.
     *
     * @param folders absolute, existing
     * @return false when the limit was reached; what was gathered is then a part only
     */
    boolean walk(List<Path> folders) {
        try {
            for (Path folder : folders) {
                Path real = realPath(folder, root.show(folder));
                if (real == null) continue;
                Path repository = builds.repositoryOf(folder);
                IgnoreRules rules = IgnoreRules.above(folder, repository);
                // Where the ignore rules yield to the user's word, an earlier walk may have passed by what is in the folder.
                if (rules == IgnoreRules.NONE) gathered.forget(real);
                visit(new Folder(folder, real, rules, "", List.of()));
            }
            while (!links.isEmpty()) follow(links.removeFirst());
            return true;
        } catch (LimitReached reached) {
            return false;
        }
    }

    /** A path that holds generated sources by the names of its folders. */
    static boolean isGenerated(String slashed) {
        return slashed.contains("/generated-sources/") || slashed.contains("/generated-test-sources/") || slashed.contains("/generated-src/")
                || slashed.contains("/src-generated/") || slashed.contains("/src-gen/") || slashed.contains("/generated_src/")
                || slashed.contains("/build/generated") || slashed.contains("/target/generated") || slashed.contains("/src/generated/");
    }

    private void visit(Folder folder) {
        if (!gathered.visit(folder.real)) return;
        String[] names = names(folder);
        if (names == null) return;
        builds.learn(folder.logical, Arrays.asList(names));
        IgnoreRules rules = folder.rules;
        // A repository inside another one has rules of its own.
        if (Arrays.binarySearch(names, ".git") >= 0) rules = IgnoreRules.ofRepository(folder.logical);
        if (Arrays.binarySearch(names, ".gitignore") >= 0) rules = rules.within(folder.logical);
        String base = SourceFile.slashed(folder.logical);
        String prefix = base.endsWith("/") ? base : base + "/";
        int test = TestPaths.mark(folder.below);
        for (String name : names) {
            if (limit > 0 && ++entries > (long) limit * ENTRIES_PER_SOURCE) throw new LimitReached();
            Path logical = folder.logical.resolve(name);
            BasicFileAttributes attributes;
            try {
                attributes = Files.readAttributes(logical, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException gone) {
                continue;
            }
            Path real = folder.real.resolve(name);
            if (attributes.isSymbolicLink()) {
                if (name.startsWith(".") || rules.ignores(prefix + name, false) || excluded(prefix + name, false)) continue;
                if (name.startsWith("bazel-") && builds.isBazelWorkspace(folder.logical)) continue;
                real = realPath(logical, root.show(prefix + name));
                if (real == null) continue;
                try {
                    attributes = Files.readAttributes(real, BasicFileAttributes.class);
                } catch (IOException gone) {
                    continue;
                }
                if (attributes.isDirectory()) {
                    if (!rules.ignores(prefix + name, true)) links.add(new Link(logical, real, rules, folder));
                    continue;
                }
            }
            if (attributes.isDirectory()) {
                folder(folder, rules, logical, real, prefix + name, name);
            } else if (attributes.isRegularFile()) {
                file(folder, rules, logical, real, prefix + name, name, attributes.size(), TestPaths.file(name) ? TestPaths.CERTAIN : test);
            }
        }
    }

    private void folder(Folder in, IgnoreRules rules, Path logical, Path real, String path, String name) {
        if (name.equals(".git")) return;
        String below = in.below.isEmpty() ? name : in.below + "/" + name;
        boolean generated = isGenerated("/" + below + "/");
        SkipReason why = null;
        if (excluded(path, true)) why = SkipReason.EXCLUDED;
        else if (generated && !context) why = SkipReason.GENERATED;
        else if (name.startsWith(".")) why = SkipReason.HIDDEN;
        else if (name.equals("node_modules") || isOutput(in.logical, logical, name)) why = SkipReason.BUILD_OUTPUT;
        else if (rules.ignores(path, true)) why = SkipReason.IGNORED;
        if (why != null) {
            if (!context) gathered.skipFolder(real, why);
            return;
        }
        if (builds.isProject(logical) && !TestPaths.sticky(below)) below = "";
        visit(new Folder(logical, real, rules, below, in.through));
    }

    private void file(Folder in, IgnoreRules rules, Path logical, Path real, String path, String name, long size, int test) {
        SkipReason language = SkipReason.otherLanguage(name).orElse(null);
        if (!name.endsWith(".java") && language == null || name.startsWith(".") || name.equals("module-info.java")) return;
        SkipReason why = excluded(path, false) ? SkipReason.EXCLUDED : rules.ignores(path, false) ? SkipReason.IGNORED : language;
        if (why != null) {
            boolean told = language == null || why == language;
            if (!context && told) gathered.skipFile(real, why);
        } else if (size > SourceFile.MAX_BYTES) {
            gathered.notice(tooLarge(root.show(path)));
        } else {
            gathered.add(new Gathered.Source(logical, real, size, context, test, false));
            if (limit > 0 && gathered.size() > limit) throw new LimitReached();
        }
    }

    /** A link to a folder: followed unless it leads back to a folder on the way here, which is told. */
    private void follow(Link link) {
        List<Path> through = new ArrayList<>(link.in.through);
        through.add(link.in.real);
        for (Path step : through) {
            if (step.startsWith(link.target)) {
                gathered.notice(new Notice("symlink-loop", root.show(link.logical), 0, 0,
                        "the link leads back to " + root.show(link.target) + " and is not followed", "", false));
                return;
            }
        }
        String name = link.logical.getFileName().toString();
        if (isOutput(link.in.logical, link.logical, name) || excluded(SourceFile.slashed(link.logical), true)) return;
        String below = link.in.below.isEmpty() ? name : link.in.below + "/" + name;
        visit(new Folder(link.logical, link.target, link.rules, below, List.copyOf(through)));
    }

    /** Sorted, or null when the folder cannot be listed, which is told. */
    private String[] names(Folder folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder.logical)) {
            for (Path path : listing) names.add(path.getFileName().toString());
        } catch (IOException | DirectoryIteratorException unreadable) {
            gathered.notice(new Notice("unreadable", root.show(folder.logical), 0, 0, "the folder cannot be read", "check its permissions", true));
            return null;
        }
        String[] sorted = names.toArray(new String[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Null when there is nothing at the end of the path, which is told. */
    private Path realPath(Path path, String shown) {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException missing) {
            gathered.notice(new Notice("broken-link", shown, 0, 0, "the link leads nowhere", "", false));
        } catch (FileSystemException loop) {
            boolean circle = isCircle(path);
            gathered.notice(circle
                    ? new Notice("symlink-loop", shown, 0, 0, "the link leads back to itself and is not followed", "", false)
                    : new Notice("unreadable", shown, 0, 0, "cannot be read", "check its permissions", true));
        } catch (IOException unreadable) {
            gathered.notice(new Notice("unreadable", shown, 0, 0, "cannot be read", "check its permissions", true));
        }
        return null;
    }

    /** Links that only lead to each other. */
    private static boolean isCircle(Path link) {
        Path at = link;
        try {
            for (int i = 0; i < 64; i++) {
                if (!Files.isSymbolicLink(at)) return false;
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            }
        } catch (IOException unreadable) {
            return false;
        }
        return true;
    }

    private boolean excluded(String path, boolean folder) {
        return !excludes.none() && excludes.match(folder, root.show(path), belowWorkingDirectory(path));
    }

    private String belowWorkingDirectory(String path) {
        String start = SourceFile.slashed(workingDirectory) + "/";
        return path.startsWith(start) ? path.substring(start.length()) : null;
    }

    /** A folder of such a name is output when a build file stands beside it or class files lie in it, unless it is a project itself. */
    private boolean isOutput(Path parent, Path folder, String name) {
        if (!OUTPUT.contains(name) || builds.isProject(folder)) return false;
        return builds.isProject(parent) || holdsClassFiles(folder);
    }

    private static boolean holdsClassFiles(Path folder) {
        Deque<Path> open = new ArrayDeque<>(List.of(folder));
        for (int seen = 0; seen < CLASS_SEARCH && !open.isEmpty(); seen++) {
            boolean classes = false;
            boolean sources = false;
            List<Path> below = new ArrayList<>();
            try (DirectoryStream<Path> listing = Files.newDirectoryStream(open.removeFirst())) {
                for (Path path : listing) {
                    String name = path.getFileName().toString();
                    if (name.endsWith(".class")) classes = true;
                    else if (name.endsWith(".java")) sources = true;
                    else if (name.indexOf('.') < 0 && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) below.add(path);
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                continue;
            }
            // Sources compiled in place are sources still.
            if (classes && !sources) return true;
            Collections.sort(below);
            open.addAll(below);
        }
        return false;
    }

    static Notice tooLarge(String shown) {
        return new Notice("too-large", shown, 0, 0, "larger than " + (SourceFile.MAX_BYTES >> 20) + " MiB, so it was not analysed", "exclude it", true);
    }
}
