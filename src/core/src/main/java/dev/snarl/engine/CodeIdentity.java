package dev.snarl.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A hash of Snarl's own code, so that what one build has stored is never taken for the answer of another, whatever their version numbers say.
 * Checksums of the jar's directory, or size and time of the class files where there is no jar.
 */
final class CodeIdentity {
    private CodeIdentity() {}

    /** The hash of what lies below these folders of the class path entry that Snarl was loaded from; empty when it cannot be told, and then nothing may be stored. */
    static String of(String... folders) {
        List<String> wanted = List.of(folders);
        CodeSource source = CodeIdentity.class.getProtectionDomain().getCodeSource();
        if (source == null) return "";
        try {
            Path place = Path.of(source.getLocation().toURI());
            TreeSet<String> lines = Files.isDirectory(place) ? folder(place, wanted) : archive(place, wanted);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            return lines.isEmpty() ? "" : HexFormat.of().formatHex(digest.digest());
        } catch (IOException | URISyntaxException | IllegalArgumentException | NoSuchAlgorithmException e) {
            return "";
        }
    }

    private static TreeSet<String> archive(Path jar, List<String> wanted) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().filter(e -> wanted.stream().anyMatch(e.getName()::startsWith)).forEach(e -> lines.add(e.getName() + " " + e.getCrc() + " " + e.getSize()));
        }
        return lines;
    }

    private static TreeSet<String> folder(Path classes, List<String> wanted) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (String name : wanted) {
            Path below = classes.resolve(name);
            if (!Files.isDirectory(below)) continue;
            try (Stream<Path> files = Files.walk(below)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    lines.add(classes.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return lines;
    }
}
