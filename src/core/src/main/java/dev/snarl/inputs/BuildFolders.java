package dev.snarl.inputs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which folders are projects: those with a build file, and repository roots. Answers are kept for one scan, and the walk tells what it
 * has listed anyway. Not safe for several threads.
 */
final class BuildFolders {
    static final String POM = "pom.xml";
    private static final List<String> SETTINGS = List.of("settings.gradle", "settings.gradle.kts");
    private static final List<String> WORKSPACES = List.of("WORKSPACE", "WORKSPACE.bazel", "MODULE.bazel");
    private static final Set<String> BUILD_FILES = Set.of(POM, "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts",
            "build.xml", "WORKSPACE", "WORKSPACE.bazel", "MODULE.bazel", "BUILD.bazel");
    private static final String GIT = ".git";

    private final Map<Path, Set<String>> marks = new HashMap<>();

    /** Tells that a listing of the folder gave these names. */
    void learn(Path folder, Collection<String> names) {
        Set<String> found = Set.of();
        for (String name : names) {
            if (!BUILD_FILES.contains(name) && !name.equals(GIT)) continue;
            if (found.isEmpty()) found = new TreeSet<>();
            found.add(name);
        }
        marks.put(folder, found);
    }

    boolean holds(Path folder, String name) {
        return marks(folder).contains(name);
    }

    boolean isProject(Path folder) {
        Set<String> found = marks(folder);
        return found.size() > (found.contains(GIT) ? 1 : 0);
    }

    boolean isBazelWorkspace(Path folder) {
        return holdsOne(folder, WORKSPACES);
    }

    boolean isGradleRoot(Path folder) {
        return holdsOne(folder, SETTINGS);
    }

    boolean isRepository(Path folder) {
        return holds(folder, GIT);
    }

    /** The nearest folder at or above this one with a {@code .git}, or null. */
    Path repositoryOf(Path folder) {
        for (Path p = folder; p != null; p = p.getParent()) {
            if (isRepository(p)) return p;
        }
        return null;
    }

    /** The nearest folder with a build file at or above this one and not above the bound (null: no bound), or null. */
    Path projectOf(Path folder, Path bound) {
        for (Path p = folder; p != null; p = p.getParent()) {
            if (isProject(p)) return p;
            if (p.equals(bound)) return null;
        }
        return null;
    }

    /**
     * The folders that may stand for the project of a file in this folder, the widest first: the outermost project that the nearest one belongs
     * to (parent poms and modules, Gradle settings, a Bazel workspace), the nearest project; without a build file the repository root.
     */
    List<Path> candidates(Path folder, Poms poms) {
        Path repository = repositoryOf(folder);
        Path nearest = projectOf(folder, repository);
        List<Path> candidates = new ArrayList<>();
        if (nearest == null) {
            if (repository != null) candidates.add(repository);
            return candidates;
        }
        Path outermost = nearest;
        for (Path p = nearest.getParent(); p != null && (repository == null || p.startsWith(repository)); p = p.getParent()) {
            if (isGradleRoot(p) && !isGradleRoot(nearest) || isBazelWorkspace(p) || holds(p, POM) && poms.belongs(outermost, p)) outermost = p;
        }
        candidates.add(outermost);
        if (!nearest.equals(outermost)) candidates.add(nearest);
        return candidates;
    }

    private boolean holdsOne(Path folder, List<String> names) {
        Set<String> found = marks(folder);
        for (String name : names) {
            if (found.contains(name)) return true;
        }
        return false;
    }

    private Set<String> marks(Path folder) {
        Set<String> known = marks.get(folder);
        if (known != null) return known;
        List<String> present = new ArrayList<>();
        for (String name : BUILD_FILES) {
            if (Files.isRegularFile(folder.resolve(name))) present.add(name);
        }
        if (Files.exists(folder.resolve(GIT))) present.add(GIT);
        learn(folder, present);
        return marks.get(folder);
    }
}
