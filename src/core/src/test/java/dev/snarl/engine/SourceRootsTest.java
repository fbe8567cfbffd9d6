package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SourceRootsTest {
    @Test
    void theFolderWithoutThePackagesFolders() {
        assertEquals("src/main/java", SourceRoots.of("src/main/java/org/x/A.java", "org.x"));
        assertEquals("", SourceRoots.of("org/x/A.java", "org.x"));
        assertEquals("/elsewhere/java", SourceRoots.of("/elsewhere/java/org/x/A.java", "org.x"));
    }

    @Test
    void theFolderItselfWhereThePackageDoesNotMatch() {
        assertEquals("src/org/y", SourceRoots.of("src/org/y/A.java", "org.x"));
        assertEquals("src/forg/x", SourceRoots.of("src/forg/x/A.java", "org.x"));
        assertEquals("x", SourceRoots.of("x/A.java", "org.x"));
    }

    @Test
    void theDefaultPackageBelongsToItsFolder() {
        assertEquals("src/a", SourceRoots.of("src/a/A.java", ""));
        assertEquals("", SourceRoots.of("A.java", ""));
    }

    @Test
    void anArchiveIsARoot() {
        assertEquals("lib/x-sources.jar!", SourceRoots.of("lib/x-sources.jar!/org/x/A.java", "org.x"));
        assertEquals("lib/x-sources.jar!/java", SourceRoots.of("lib/x-sources.jar!/java/org/x/A.java", "org.x"));
        assertEquals("lib/x-sources.jar!", SourceRoots.of("lib/x-sources.jar!/A.java", ""));
    }
}
