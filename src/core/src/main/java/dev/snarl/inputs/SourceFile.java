package dev.snarl.inputs;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One Java source that the scan reads. Immutable; {@link #read} may be called from several threads.
 * The natural order is that of the display paths.
 */
public final class SourceFile implements Comparable<SourceFile> {
    /** Larger sources are told and left out: no compiler input is that large, and an archive could otherwise fill the memory. */
    public static final long MAX_BYTES = 64L << 20;

    /** Where the bytes come from; safe for several threads. */
    interface Content {
        byte[] read() throws IOException;
    }

    private final String displayPath;
    private final String location;
    private final boolean context;
    private final int test;
    private final boolean named;
    private final int release;
    private final long size;
    private final Content content;

    SourceFile(String displayPath, String location, boolean context, int test, boolean named, int release, long size, Content content) {
        this.displayPath = displayPath;
        this.location = location;
        this.context = context;
        this.test = test;
        this.named = named;
        this.release = release;
        this.size = size;
        this.content = content;
    }

    /** Relative to the display root with forward slashes, {@code libs/x-sources.jar!/org/x/A.java} in an archive; absolute for context outside the display root. */
    public String displayPath() {
        return displayPath;
    }

    /** The absolute path on disk with forward slashes; in an archive, that of the archive with {@code !/} and the entry's name. */
    public String location() {
        return location;
    }

    /** Read so that the others are understood; findings in it are not reported. */
    public boolean context() {
        return context;
    }

    /** The opposite of {@link #context}. */
    public boolean reported() {
        return !context;
    }

    /** The path says that it is test code: a test folder below the scanned project, or a name such as {@code QueueTest.java}. */
    public boolean test() {
        return test != TestPaths.NONE;
    }

    /**
     * The same once the file's package is known: a folder {@code test} outside {@code src} that is the root of the package says nothing.
     * One deeper in the package, as in {@code org.acme.tests}, holds the tests of what is around it.
     */
    public boolean test(String packageName) {
        if (test == TestPaths.NONE || test == TestPaths.CERTAIN || packageName.isEmpty()) return test != TestPaths.NONE;
        String folder = location.substring(0, Math.max(0, location.lastIndexOf('/')));
        boolean inPackage = ("/" + folder).endsWith("/" + packageName.replace('.', '/'));
        return !inPackage || test != packageName.split("\\.").length;
    }

    /** The user named this very file, so it is analysed whatever the ignore rules and {@link GeneratedMarks} say. */
    public boolean named() {
        return named;
    }

    /** True when the file is to be left out, and counted, if {@link GeneratedMarks#looksGenerated} says so: neither named nor context. */
    public boolean dropWhenGenerated() {
        return !named && !context;
    }

    /** The Java release that the file is compiled for, 0 when unknown. */
    public int release() {
        return release;
    }

    /** Bytes, as told by the folder or archive; 0 when unknown. */
    public long size() {
        return size;
    }

    /**
     * The whole content, read anew at each call.
     *
     * @throws IOException when it is gone, unreadable, damaged or above {@link #MAX_BYTES}
     */
    public byte[] read() throws IOException {
        return content.read();
    }

    Content content() {
        return content;
    }

    static String slashed(Path path) {
        String text = path.toString();
        return java.io.File.separatorChar == '/' ? text : text.replace(java.io.File.separatorChar, '/');
    }

    @Override
    public int compareTo(SourceFile other) {
        int order = displayPath.compareTo(other.displayPath);
        return order != 0 ? order : location.compareTo(other.location);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile file && location.equals(file.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    @Override
    public String toString() {
        return displayPath;
    }
}
