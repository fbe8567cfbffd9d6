package dev.snarl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, over a project of its own whose Maven is a script that leaves a ready-made jar. */
class LauncherTest {
    private static final List<String> TOOLS = List.of("sh", "dirname", "readlink", "find", "head", "sed", "grep", "mkdir", "rm", "mv", "cp", "cat", "sleep", "cksum", "tr", "touch", "kill");

    @TempDir
    Path folder;
    private Path home;
    private Path tools;

    /** What the jar runs: shows its words. */
    public static final class Echo {
        private Echo() {}

        public static void main(String[] args) {
            System.out.println("ran " + String.join("|", args));
            if (args.length > 0 && args[0].equals("three")) System.exit(3);
        }
    }

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void write() throws Exception {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "the launcher is a POSIX shell script");
        home = Files.createDirectories(folder.resolve("home of snarl"));
        for (String d : List.of("src/core/src/main", "src/cli/src/main", "rules")) Files.createDirectories(home.resolve(d));
        for (String f : List.of("pom.xml", "src/core/pom.xml", "src/cli/pom.xml", "src/core/src/main/A.java", "rules/a.md")) old(Files.writeString(home.resolve(f), "x"));
        Files.copy(Shell.project().resolve("snarl"), home.resolve("snarl"));
        executable(home.resolve("snarl"));
        jar(folder.resolve("ready.jar"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path there = Path.of(place, tool);
                if (Files.exists(there) && !Files.exists(tools.resolve(tool))) Files.createSymbolicLink(tools.resolve(tool), there);
            }
        }
        Files.createSymbolicLink(tools.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        script("mvn", "echo built >> '" + folder.resolve("builds") + "'\nsleep 1\nmkdir -p src/cli/target\ncp '" + folder.resolve("ready.jar") + "' src/cli/target/snarl.jar\necho chatter");
    }

    @Test
    void buildsAtFirstUseAndThenOnlyWhenSourcesChanged() throws Exception {
        Outcome first = launch("scan", "a b", "");
        assertEquals("ran scan|a b|\n", first.out);
        assertEquals("snarl: building Snarl (first use, this may take a few minutes)...\n", first.err);
        Outcome second = launch("version");
        assertEquals("ran version\n", second.out);
        assertEquals("", second.err);
        assertEquals(1, builds());
        Files.setLastModifiedTime(home.resolve("rules/a.md"), FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals("snarl: building Snarl (its sources changed)...\n", launch("version").err);
        assertEquals(2, builds());
    }

    @Test
    void aLinkElsewhereWillDoAndTheExitCodeIsJavas() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("direct"), home.resolve("snarl"));
        Files.createSymbolicLink(bin.resolve("snarl"), Path.of("direct"));
        Outcome outcome = run(bin.resolve("snarl"), Map.of(), "three");
        assertEquals(3, outcome.code);
        assertEquals("ran three\n", outcome.out);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = start(home.resolve("snarl"), Map.of(), "one");
        Process two = start(home.resolve("snarl"), Map.of(), "two");
        assertEquals("ran one\n", finish(one).out);
        assertEquals("ran two\n", finish(two).out);
        assertEquals(1, builds());
        assertFalse(Files.exists(home.resolve("src/cli/.snarl-build")));
    }

    @Test
    void aLockWhoseBuilderIsGoneDoesNotHoldUp() throws Exception {
        Path lock = Files.createDirectories(home.resolve("src/cli/.snarl-build"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertEquals("ran version\n", launch("version").out);
    }

    @Test
    void aFailedBuildShowsItsOutputAndIsTriedAgain() throws Exception {
        String works = Files.readString(tools.resolve("mvn"));
        script("mvn", "echo the cause\nexit 1");
        Outcome outcome = launch("version");
        assertEquals(2, outcome.code);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.contains("the cause\nsnarl: the build failed"), outcome.err);
        Files.writeString(tools.resolve("mvn"), works);
        assertEquals("ran version\n", launch("version").out);
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        Files.delete(tools.resolve("mvn"));
        assertEquals("snarl: no Maven found; install it and put mvn on the PATH (it builds Snarl at first use)\n", refused());
        Files.delete(tools.resolve("java"));
        assertEquals("snarl: no Java found; install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME\n", refused());
        script("java", "echo '    java.specification.version = 1.8' >&2");
        assertTrue(refused().startsWith("snarl: Java 8 is too old: "));
        script("java", "case $1 in --list-modules) echo java.base@17 ;; *) echo '    java.specification.version = 17' >&2 ;; esac");
        assertTrue(refused().contains(" is a runtime without a compiler; install a JDK"));
    }

    @Test
    void javaHomeGoesBeforeThePath() throws Exception {
        launch("version");
        Path other = Files.createDirectories(folder.resolve("other java/bin"));
        script("java", "echo the one of the path");
        Files.writeString(other.resolve("java"), "#!/bin/sh\nfor word; do :; done\necho \"the other: $word\"\n");
        executable(other.resolve("java"));
        assertEquals("the other: last\n", run(home.resolve("snarl"), Map.of("JAVA_HOME", other.getParent().toString()), "last").out);
        assertEquals("the one of the path\n", launch("last").out);
    }

    @Test
    void optionsForJavaAreGivenOn() throws Exception {
        launch("version");
        script("java", "for word; do printf '%s\\n' \"$word\"; done");
        List<String> words = run(home.resolve("snarl"), Map.of("SNARL_JAVA_OPTS", "-Xmx4g -Dsnarl.debug=true"), "scan", "a b").out.lines().toList();
        assertTrue(words.indexOf("-Xmx4g") >= 0 && words.indexOf("-Dsnarl.debug=true") == words.indexOf("-Xmx4g") + 1, words::toString);
        assertEquals(List.of("scan", "a b"), words.subList(words.size() - 2, words.size()));
    }

    private String refused() throws Exception {
        Outcome outcome = launch("version");
        assertEquals(2, outcome.code);
        assertEquals("", outcome.out);
        assertEquals(1, outcome.err.lines().count());
        return outcome.err;
    }

    private int builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private Outcome launch(String... words) throws Exception {
        return run(home.resolve("snarl"), Map.of(), words);
    }

    private Outcome run(Path launcher, Map<String, String> variables, String... words) throws Exception {
        return finish(start(launcher, variables, words));
    }

    private Process start(Path launcher, Map<String, String> variables, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(variables);
        builder.redirectErrorStream(false).redirectError(Files.createTempFile(folder, "err", ".txt").toFile());
        return builder.start();
    }

    private Outcome finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        StringBuilder err = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "err*.txt")) {
            for (Path file : files) {
                err.append(Files.readString(file));
                Files.delete(file);
            }
        }
        return new Outcome(process.exitValue(), out, err.toString());
    }

    private void script(String name, String lines) throws IOException {
        Files.deleteIfExists(tools.resolve(name));
        Files.writeString(tools.resolve(name), "#!/bin/sh\n" + lines + "\n");
        executable(tools.resolve(name));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String name = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest); var in = Echo.class.getResourceAsStream("/" + name)) {
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
            jar.closeEntry();
        }
    }
}
