package dev.snarl.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/** Writes the committed index anew; run by hand when a new JDK is out, as docs/platform-index.md tells. */
final class IndexGenerator {
    private IndexGenerator() {
    }

    /** Arguments: a JDK home, and the file to write. */
    public static void main(String[] args) throws IOException {
        JdkReleases jdk = JdkReleases.read(Path.of(args[0]));
        SortedMap<String, PlatformType> types = ReleaseMerge.of(jdk);
        byte[] bytes = IndexWriter.write(jdk.newest(), types);
        Files.write(Path.of(args[1]), bytes);
        System.out.println(types.size() + " types to release " + jdk.newest() + ", " + bytes.length + " bytes");
    }
}
