package dev.snarl.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Display paths as URI references: relative ones stay relative, and what a URI cannot hold is percent-encoded as UTF-8. */
final class SourceUri {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");
    /** Unreserved characters, the separators of a path and of an archive's member, and the sub-delimiters that need no care in a path. */
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";

    private SourceUri() {}

    static String of(String displayPath) {
        String path = displayPath.startsWith("./") ? displayPath.substring(2) : displayPath;
        if (DRIVE.matcher(path).matches()) return "file:///" + path.substring(0, 2) + encoded(path.substring(2));
        if (path.startsWith("//")) return "file:" + encoded(path);
        return (path.startsWith("/") ? "file://" : "") + encoded(path);
    }

    private static String encoded(String path) {
        StringBuilder out = new StringBuilder();
        // An unpaired surrogate has no UTF-8 form; its visible escape has.
        for (byte b : wellFormed(path).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (PLAIN.indexOf(c) >= 0) out.append(c);
            else out.append(String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) out.append(Glyph.shown(c));
            else out.appendCodePoint(c);
        });
        return out.toString();
    }
}
