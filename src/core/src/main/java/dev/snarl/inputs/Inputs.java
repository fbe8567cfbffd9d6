package dev.snarl.inputs;

import dev.snarl.facts.Notice;
import dev.snarl.inputs.PathWords.Given;
import dev.snarl.inputs.PathWords.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Collects the sources of a scan.
 * <p>
 * Folders are walked below what .gitignore, {@code --exclude}, build output and generated code leave; a file that is named is always read.
 * Where nothing but single files is named, the project around them is read as context (at most {@value #SURROUNDINGS} sources, else the nearest
 * module, else the files beside them). No source is opened: generated code that is known by its content alone is left to the reader of
 * the file, who asks {@link SourceFile#dropWhenGenerated} and {@link GeneratedMarks#looksGenerated}.
 */
public final class Inputs {
    static final int SURROUNDINGS = 5_000;

    private final InputRequest request;
    private final BuildFolders builds = new BuildFolders();
    private final Poms poms = new Poms();
    private final Gathered gathered = new Gathered();
    private final List<SourceFile> inArchives = new ArrayList<>();
    private final Set<Path> archives = new HashSet<>();
    private final int surroundings;
    private DisplayRoot root;
    private Excludes excludes;

    private Inputs(InputRequest request, int surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * Finds the sources that the request names.
     *
     * @throws InputException when a word names nothing that exists, or a pattern is none; its message is for the user
     */
    public static Collected collect(InputRequest request) throws InputException {
        return new Inputs(request, SURROUNDINGS).all();
    }

    static Collected collect(InputRequest request, int surroundings) throws InputException {
        return new Inputs(request, surroundings).all();
    }

    private Collected all() throws InputException {
        PathWords words = new PathWords(request.workingDirectory(), request.standardInput());
        List<Given> given = words.expand(request.paths());
        List<Given> context = words.expand(request.context());
        root = DisplayRoot.of(given.stream().map(Given::folder).toList(), request.workingDirectory(), builds, poms);
        excludes = new Excludes(request.excludes(), root);
        gather(given, false);
        if (given.stream().allMatch(g -> g.kind() == Kind.FILE)) surround(given.stream().filter(Given::isJava).toList());
        gather(context, true);
        return collected();
    }

    private void gather(List<Given> given, boolean context) {
        // In the order of the paths, so that an outer folder is walked before an inner one however they were typed.
        List<Given> sorted = given.stream().sorted(Comparator.comparing(Given::path)).toList();
        walk(gathered, sorted.stream().filter(g -> g.kind() == Kind.FOLDER).map(Given::path).toList(), context, 0);
        for (Given one : sorted) {
            if (one.kind() == Kind.ARCHIVE && archives.add(one.real())) archive(one, context);
            if (one.kind() == Kind.FILE) named(one, context);
        }
    }

    private boolean walk(Gathered into, List<Path> folders, boolean context, int limit) {
        return new FolderWalk(into, builds, excludes, root, request.workingDirectory(), context, limit).walk(folders);
    }

    private void named(Given file, boolean context) {
        String name = file.path().getFileName().toString();
        String path = SourceFile.slashed(file.path());
        SkipReason why = null;
        if (!file.isJava()) why = SkipReason.otherLanguage(name).orElse(SkipReason.NOT_JAVA);
        else if (excludes.match(false, root.show(path), belowWorkingDirectory(file.path()))) why = SkipReason.EXCLUDED;
        if (why != null) {
            if (!context) gathered.skipFile(file.real(), why);
            return;
        }
        if (name.equals("module-info.java")) return;
        long size = size(file.real());
        if (size > SourceFile.MAX_BYTES) {
            gathered.notice(FolderWalk.tooLarge(root.show(path)));
            return;
        }
        gathered.add(new Gathered.Source(file.path(), file.real(), size, context, testMark(file.path()), true));
    }

    /** As a walk of the file's project would say it. */
    private int testMark(Path file) {
        if (TestPaths.file(file.getFileName().toString())) return TestPaths.CERTAIN;
        Path folder = file.getParent();
        Path repository = builds.repositoryOf(folder);
        Path nearest = builds.projectOf(folder, repository);
        Path base = nearest != null ? nearest : repository;
        if (base == null) return TestPaths.NONE;
        Path outermost = builds.candidates(folder, poms).get(0);
        if (TestPaths.sticky(SourceFile.slashed(outermost.relativize(folder)))) return TestPaths.CERTAIN;
        return TestPaths.mark(SourceFile.slashed(base.relativize(folder)));
    }

    /** Reads the projects of files that are named alone. */
    private void surround(List<Given> files) {
        Set<Path> tried = new HashSet<>();
        Set<Path> folders = new TreeSet<>();
        for (Given file : files) folders.add(file.folder());
        for (Path folder : folders) {
            Path real = realOf(folder);
            for (Path project : builds.candidates(folder, poms)) {
                if (gathered.visited(real) || !tried.add(project)) continue;
                Gathered around = new Gathered();
                if (walk(around, List.of(project), true, surroundings)) {
                    gathered.absorb(around);
                    break;
                }
                gathered.notice(new Notice("large-project", root.show(project), 0, 0,
                        "more than " + surroundings + " sources, so only a part of the project was read around the named files",
                        "scan the folder, or name what is needed with --context", false));
            }
            if (!gathered.visited(real)) beside(folder);
        }
    }

    /** The sources in the same folder: the same package, as a rule. */
    private void beside(Path folder) {
        try (Stream<Path> siblings = Files.list(folder)) {
            for (Path path : siblings.sorted().toList()) {
                String name = path.getFileName().toString();
                if (!name.endsWith(".java") || name.startsWith(".") || name.equals("module-info.java") || !Files.isRegularFile(path)) continue;
                if (excludes.match(false, root.show(path), belowWorkingDirectory(path))) continue;
                long size = size(path);
                if (size <= SourceFile.MAX_BYTES) gathered.add(new Gathered.Source(path, realOf(path), size, true, testMark(path), false));
            }
        } catch (IOException unreadable) {
            // The named files themselves are read all the same.
        }
    }

    private void archive(Given given, boolean context) {
        String shown = root.show(given.path());
        List<Archive.Entry> entries;
        try {
            entries = List.copyOf(new Archive(given.path()).entries().values());
        } catch (IOException damaged) {
            gathered.notice(new Notice("unreadable", shown, 0, 0, "not a readable archive: " + oneLine(damaged), "", true));
            return;
        }
        boolean sources = false;
        for (Archive.Entry entry : entries) {
            String name = entry.name().replace('\\', '/');
            while (name.startsWith("/")) name = name.substring(1);
            String file = name.substring(name.lastIndexOf('/') + 1);
            SkipReason why = SkipReason.otherLanguage(file).orElse(null);
            if (!file.endsWith(".java") && why == null || file.startsWith(".") || name.startsWith("__MACOSX/")) continue;
            sources = true;
            if (file.equals("module-info.java")) continue;
            String display = shown + "!/" + name;
            if (excludes.match(false, display, name)) why = SkipReason.EXCLUDED;
            else if (why == null && !context && FolderWalk.isGenerated("/" + name)) why = SkipReason.GENERATED;
            if (why != null) {
                if (!context) gathered.skipEntry(why);
            } else if (entry.size() > SourceFile.MAX_BYTES) {
                gathered.notice(FolderWalk.tooLarge(display));
            } else {
                inArchives.add(new SourceFile(display, SourceFile.slashed(given.path()) + "!/" + entry.name(), context,
                        TestPaths.inArchive(name) ? TestPaths.CERTAIN : TestPaths.NONE, false, request.release(), entry.size(), entry));
            }
        }
        if (!sources) {
            gathered.notice(new Notice("no-sources", shown, 0, 0, "the archive holds no Java sources", "name the archive of its sources", false));
        }
    }

    private Collected collected() {
        JavaRelease releases = new JavaRelease(builds, poms);
        List<SourceFile> files = new ArrayList<>(inArchives);
        for (Gathered.Source source : gathered.sources()) {
            int release = request.release() > 0 ? request.release() : releases.of(source.logical().getParent());
            files.add(new SourceFile(root.show(source.logical()), SourceFile.slashed(source.logical()), source.context(), source.test(),
                    source.named(), release, source.size(), new OnDisk(source.logical())));
        }
        files.sort(null);
        Set<Notice> notices = new TreeSet<>(gathered.notices());
        poms.malformed().forEach((pom, why) -> notices.add(new Notice("malformed-build-file", root.show(pom), 0, 0,
                "the Java release was not read from it: " + why, "name it with --release", false)));
        return new Collected(files, gathered.skipped(), List.copyOf(notices), root.path());
    }

    private record OnDisk(Path path) implements SourceFile.Content {
        @Override
        public byte[] read() throws IOException {
            try {
                // The size is asked again: the file may have grown since it was listed.
                if (Files.size(path) > SourceFile.MAX_BYTES) throw new IOException("larger than " + (SourceFile.MAX_BYTES >> 20) + " MiB");
                return Files.readAllBytes(path);
            } catch (NoSuchFileException gone) {
                throw new IOException("the file is gone", gone);
            }
        }
    }

    private String belowWorkingDirectory(Path path) {
        return path.startsWith(request.workingDirectory()) ? SourceFile.slashed(request.workingDirectory().relativize(path)) : null;
    }

    private static Path realOf(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static String oneLine(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
    }
}
