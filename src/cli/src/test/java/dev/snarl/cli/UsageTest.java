package dev.snarl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that are wrong, and commands that only tell. */
class UsageTest {
    @TempDir
    Path folder;
    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
        Files.createDirectories(folder.resolve("source"));
        Files.writeString(folder.resolve("source/A.java"), "class A { }\n");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(0, shell.run("--help").code());
        assertTrue(shell.run("--help").out().contains("explain"));
        assertTrue(shell.run("scan", "--help").out().contains("--fail-on"));
        assertTrue(shell.run("version").out().matches("snarl [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n"));
        assertEquals(shell.run("version"), shell.run("--version"));
    }

    @Test
    void noWordAtAllShowsTheUsageAsAnError() {
        Shell.Outcome outcome = shell.run();
        assertEquals(2, outcome.code());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("Usage: snarl"));
    }

    @Test
    void aFirstWordThatIsNoCommandIsAPath() {
        assertEquals(shell.run("scan", "source", "--no-cache"), shell.run("source", "--no-cache"));
        assertEquals(0, shell.run("--no-cache", "source").code());
    }

    @Test
    void misspeltWordsAreRefusedInOneLineWithWhatWasMeant() {
        refused("no such command, file or folder: sacn; did you mean scan?", "sacn", "source");
        refused("no such file or folder: sorce; did you mean source?", "scan", "sorce");
        refused("unknown option '--fromat' of scan; did you mean --format?", "scan", "source", "--fromat", "text");
        refused("unknown option '--wholly-unknown' of scan; see snarl scan --help", "scan", "--wholly-unknown=3");
        refused("unknown format 'srif'; use one of text, sarif, with =FILE to write a file; did you mean sarif?", "scan", "source", "--format", "srif");
        refused("'eror' is no value of --fail-on; use error, warning, note, never; did you mean error?", "scan", "source", "--fail-on", "eror");
        refused("'alway' is no value of --color; use auto, always, never; did you mean always?", "scan", "source", "--color", "alway");
        refused("'hgih' is no value of --min-confidence; use low, medium, high; did you mean high?", "scan", "source", "--min-confidence", "hgih");
        refused("no such rule, family or level: wraning; did you mean warning?", "scan", "source", "--select", "error,wraning");
        refused("no such rule, family or level: xyzxyzxyz; snarl rules lists them", "scan", "source", "--ignore", "xyzxyzxyz");
        refused("no such rule: xyzxyzxyz; snarl rules lists them", "explain", "xyzxyzxyz");
        refused("an empty word in --select error,", "scan", "source", "--select", "error,");
        refused("superfluous word 'b' after version", "version", "b");
    }

    @Test
    void valuesOutOfBoundsAreRefused() {
        refused("'0' is no value of --threads; use a number from 1 to 256", "scan", "source", "--threads", "0");
        refused("'x' is no value of --threads; use a number from 1 to 256", "scan", "source", "--threads", "x");
        refused("'1.8' is no value of --release; use a number from 1 to 99", "scan", "source", "--release", "1.8");
        refused("no such folder: none (--knowledge)", "scan", "source", "--knowledge", "none");
        refused("--cache and --no-cache exclude each other", "scan", "source", "--cache", "c", "--no-cache");
        refused("two reports go to standard output; write one of them to a file with --format FORMAT=FILE", "scan", "source", "--format", "text", "--format", "sarif");
        refused("two reports go to x/../o; write one of them to a file with --format FORMAT=FILE", "scan", "source", "--format", "text=o", "--format", "sarif=x/../o");
        refused("no file after 'sarif='; write sarif=FILE, or sarif alone for standard output", "scan", "source", "--format", "sarif=");
        refused("--json and --markdown exclude each other", "rules", "--json", "--markdown");
    }

    @Test
    void aMissingValueIsToldInOneLine() {
        Shell.Outcome outcome = shell.run("scan", "source", "--threads");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.errors().size());
        assertTrue(outcome.err().contains("--threads"), outcome.err());
    }

    @Test
    void badKnowledgeIsToldWithItsPlace() throws IOException {
        Path known = Files.createDirectories(folder.resolve("known"));
        Files.writeString(known.resolve("acquire.txt"), "no signature\n");
        Shell.Outcome outcome = shell.run("scan", "source", "--no-cache", "--knowledge", "known");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.errors().size());
        assertTrue(outcome.err().contains("acquire.txt:1"), outcome.err());
    }

    @Test
    void knowledgeOfJdkTypesThatAreNotThereIsToldWithTheNearestName() throws IOException {
        Path known = Files.createDirectories(folder.resolve("known"));
        Files.writeString(known.resolve("acquire.txt"), "java.util.concurrent.locks.Lokk#lock()\n");
        Shell.Outcome outcome = shell.run("scan", "source", "--no-cache", "--knowledge", "known");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.errors().size());
        assertTrue(outcome.err().contains("acquire.txt:1: the JDK has no type java.util.concurrent.locks.Lokk; did you mean java.util.concurrent.locks.Lock?"), outcome.err());
    }

    @Test
    void aFolderWithoutJavaIsAMistake() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/a.kt"), "fun a() {}\n");
        refused("no Java sources there (skipped: 1 kotlin); name a folder or file that holds some", "scan", "docs", "--no-cache");
    }

    @Test
    void rulesAreListedThreeWays() throws IOException {
        int rules = shell.run("rules").out().lines().toList().size();
        JsonNode json = new ObjectMapper().readTree(shell.run("rules", "--json").out());
        assertTrue(json.isArray());
        assertEquals(rules, json.size());
        assertEquals(rules + 2, shell.run("rules", "--markdown").out().lines().count());
        for (JsonNode rule : json) {
            String id = rule.get("id").asText();
            Shell.Outcome page = shell.with("COLUMNS", "60").run("explain", id);
            assertEquals(0, page.code());
            assertTrue(page.out().startsWith(id + "  " + rule.get("level").asText() + "\n"), page.out());
            assertTrue(page.out().contains("WHY IT HURTS"), page.out());
            assertFalse(page.out().contains("```"), page.out());
            assertTrue(shell.run("explain", id, "--markdown").out().contains("## Why it hurts"));
        }
    }

    private void refused(String message, String... words) {
        Shell.Outcome outcome = shell.run(words);
        assertEquals("snarl: " + message + "\n", outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.code());
    }
}
