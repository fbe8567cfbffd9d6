package dev.snarl.program;

import dev.snarl.facts.FileFacts;

/**
 * A file's facts at their place in the scan.
 *
 * @param path     the display path
 * @param root     the source root: the folder (or archive) that the file's package is relative to; tells two types of one name apart
 * @param test     it is test code
 * @param reported findings in it are wanted (false for context files)
 * @param release  the Java release that it is compiled for, 0 for unknown (then the newest is assumed)
 */
public record SourceUnit(String path, String root, boolean test, boolean reported, int release, FileFacts facts) {
    // Identity: the facts of equal files are equal, and a hash over a whole file's facts is dear.
    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
