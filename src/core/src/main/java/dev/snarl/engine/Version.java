package dev.snarl.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version that was built. */
public final class Version {
    private Version() {}

    /** As in the project's {@code pom.xml}, for instance {@code 0.1.0-SNAPSHOT}. */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("/dev/snarl/version.txt")) {
            if (in == null) throw new IllegalStateException("the version is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
