package dev.snarl.engine;

import dev.snarl.inputs.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The names under which the analysis of a scan is stored: one for the set of files, so that a later state replaces an earlier one, and one for its state. */
final class ScanKeys {
    private ScanKeys() {}

    /** Of Snarl's code, the knowledge, and all that the linker is told of each file beside its content. */
    static String files(String code, String knowledge, List<SourceFile> files) {
        MessageDigest digest = sha256();
        add(digest, code);
        add(digest, knowledge);
        for (SourceFile f : files) {
            add(digest, f.displayPath());
            add(digest, f.context() + " " + f.test() + " " + f.named() + " " + f.release());
        }
        return "analysis " + HexFormat.of().formatHex(digest.digest());
    }

    /** Of the contents of all files; empty when one could not be read. */
    static String state(Digest[] digests) {
        MessageDigest digest = sha256();
        for (Digest d : digests) {
            if (d == null) return "";
            add(digest, d.hash().hex() + d.generated());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
