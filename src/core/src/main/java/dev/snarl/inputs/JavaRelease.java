package dev.snarl.inputs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the Java release of a folder in the nearest build file that says it. A pom decides alone (with its parents); Gradle files are asked
 * upward as far as the settings file or the repository root. Not safe for several threads.
 */
final class JavaRelease {
    private static final Pattern NUMBER = Pattern.compile("(?:1[._])?(\\d{1,3})(?:\\D.*)?", Pattern.DOTALL);
    private static final int NEWEST_THINKABLE = 99;

    private final BuildFolders builds;
    private final Poms poms;
    private final GradleFiles gradle = new GradleFiles();
    private final Map<Path, Integer> known = new HashMap<>();

    JavaRelease(BuildFolders builds, Poms poms) {
        this.builds = builds;
        this.poms = poms;
    }

    /** {@code 1.8} and {@code 8} are 8, {@code 17.0.2} is 17, anything else is 0. */
    static int parse(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) return 0;
        int number = Integer.parseInt(matcher.group(1));
        return number <= NEWEST_THINKABLE ? number : 0;
    }

    /** The release of the sources in this folder, or 0. */
    int of(Path folder) {
        Integer answer = known.get(folder);
        if (answer != null) return answer;
        int release = 0;
        int here = 0;
        boolean pom = builds.holds(folder, BuildFolders.POM);
        if (pom) here = poms.release(folder.resolve(BuildFolders.POM));
        if (here == 0) here = gradle(folder);
        boolean last = pom || builds.isGradleRoot(folder) || builds.isRepository(folder) || folder.getParent() == null;
        release = here > 0 || last ? here : of(folder.getParent());
        known.put(folder, release);
        return release;
    }

    private int gradle(Path folder) {
        for (String name : List.of("build.gradle", "build.gradle.kts")) {
            if (!builds.holds(folder, name)) continue;
            int release = gradle.release(folder.resolve(name), root(folder));
            if (release > 0) return release;
        }
        if (!builds.isGradleRoot(folder)) return 0;
        // Large builds keep the setting in convention plugins beside the modules.
        for (String name : List.of("buildSrc", "build-logic")) {
            Path conventions = folder.resolve(name);
            if (!Files.isDirectory(conventions)) continue;
            int release = gradle.smallestBelow(conventions, folder);
            if (release > 0) return release;
        }
        return 0;
    }

    private Path root(Path folder) {
        for (Path p = folder; p != null; p = p.getParent()) {
            if (builds.isGradleRoot(p) || builds.isRepository(p)) return p;
        }
        return folder;
    }
}
