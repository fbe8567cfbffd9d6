package dev.snarl.inputs;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder that display paths are relative to. In this order:
 * <ol>
 * <li>the working directory's repository, when it holds every given path;</li>
 * <li>otherwise the deepest folder common to the homes of the given paths. The home of a path is its repository; without one the working
 *     directory when the path lies in it and no project above the working directory holds it; otherwise its outermost project, or else the
 *     given folder itself or the folder of the given file.</li>
 * </ol>
 * Context paths have no say, so adding one moves no finding; what lies outside the root is shown with its absolute path.
 */
final class DisplayRoot {
    private final Path root;
    private final String prefix;

    private DisplayRoot(Path root) {
        this.root = root;
        String text = SourceFile.slashed(root);
        this.prefix = text.endsWith("/") ? text : text + "/";
    }

    /** @param folders of each given path: itself, or its parent when it is a file */
    static DisplayRoot of(List<Path> folders, Path workingDirectory, BuildFolders builds, Poms poms) {
        Path repository = builds.repositoryOf(workingDirectory);
        if (folders.isEmpty()) return new DisplayRoot(repository != null ? repository : workingDirectory);
        if (repository != null && folders.stream().allMatch(folder -> folder.startsWith(repository))) return new DisplayRoot(repository);
        Path common = null;
        for (Path folder : folders) {
            Path home = home(folder, workingDirectory, builds, poms);
            common = common == null ? home : common(common, home);
        }
        return new DisplayRoot(common);
    }

    private static Path home(Path folder, Path workingDirectory, BuildFolders builds, Poms poms) {
        Path repository = builds.repositoryOf(folder);
        if (repository != null) return repository;
        List<Path> projects = builds.candidates(folder, poms);
        Path project = projects.isEmpty() ? folder : projects.get(0);
        return folder.startsWith(workingDirectory) && project.startsWith(workingDirectory) ? workingDirectory : project;
    }

    private static Path common(Path a, Path b) {
        Path p = a;
        while (p.getParent() != null && !b.startsWith(p)) p = p.getParent();
        return p;
    }

    /** Absolute, forward slashes. */
    String path() {
        return SourceFile.slashed(root);
    }

    Path folder() {
        return root;
    }

    /** Relative to the root when inside it, else absolute; {@code .} for the root itself. */
    String show(Path path) {
        return show(SourceFile.slashed(path));
    }

    String show(String slashed) {
        if (slashed.startsWith(prefix)) {
            return slashed.length() == prefix.length() ? "." : slashed.substring(prefix.length());
        }
        return slashed.length() + 1 == prefix.length() && prefix.startsWith(slashed) ? "." : slashed;
    }
}
