package dev.snarl.inputs;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user asked to be scanned, in the user's own words.
 *
 * @param paths            files, folders, {@code .jar} or {@code .zip} archives of sources, {@code @file} lists, {@code -} for a list on standard input
 * @param context          the same kinds of words: read, never reported
 * @param excludes         patterns in the manner of .gitignore, over paths below the display root or the working directory
 * @param workingDirectory what relative words are relative to; absolute
 * @param release          the Java release for every file, or 0 to find it in the build files
 * @param standardInput    read only when a word is {@code -}
 */
public record InputRequest(List<String> paths, List<String> context, List<String> excludes, Path workingDirectory, int release,
                           InputStream standardInput) {
    public InputRequest {
        paths = List.copyOf(paths);
        context = List.copyOf(context);
        excludes = List.copyOf(excludes);
        workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    public static Builder in(Path workingDirectory) {
        return new Builder(workingDirectory);
    }

    /** Gathers a request; not safe for several threads. */
    public static final class Builder {
        private final Path workingDirectory;
        private final List<String> paths = new ArrayList<>();
        private final List<String> context = new ArrayList<>();
        private final List<String> excludes = new ArrayList<>();
        private int release;
        private InputStream standardInput = System.in;

        private Builder(Path workingDirectory) {
            this.workingDirectory = workingDirectory;
        }

        public Builder path(String... words) {
            paths.addAll(List.of(words));
            return this;
        }

        public Builder paths(List<String> words) {
            paths.addAll(words);
            return this;
        }

        public Builder context(String... words) {
            context.addAll(List.of(words));
            return this;
        }

        public Builder contexts(List<String> words) {
            context.addAll(words);
            return this;
        }

        public Builder exclude(String... patterns) {
            excludes.addAll(List.of(patterns));
            return this;
        }

        public Builder excludes(List<String> patterns) {
            excludes.addAll(patterns);
            return this;
        }

        public Builder release(int number) {
            release = number;
            return this;
        }

        public Builder standardInput(InputStream stream) {
            standardInput = stream;
            return this;
        }

        public InputRequest build() {
            return new InputRequest(paths, context, excludes, workingDirectory, release, standardInput);
        }
    }
}
