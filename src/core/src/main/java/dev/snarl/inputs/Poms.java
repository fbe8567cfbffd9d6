package dev.snarl.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The poms of one scan with their parents on disk; each is read once. Parents in a repository of artifacts are not looked up. Not safe for several threads. */
final class Poms {
    private static final int MAX_PARENTS = 20;
    private static final int MAX_SUBSTITUTIONS = 20;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");

    private final Map<Path, Optional<Pom>> read = new HashMap<>();
    private final SortedMap<Path, String> malformed = new TreeMap<>();

    /** The poms that could not be read, with the reason. */
    SortedMap<Path, String> malformed() {
        return malformed;
    }

    /** Whether the project in one folder is a module of the project in the other, or has it for a parent. */
    boolean belongs(Path module, Path to) {
        Path parentPom = to.resolve(BuildFolders.POM);
        if (lineage(module.resolve(BuildFolders.POM)).containsKey(parentPom)) return true;
        Pom pom = pom(parentPom);
        if (pom == null) return false;
        String below = SourceFile.slashed(to.relativize(module));
        for (String name : pom.modules()) {
            if (stripped(name).equals(below) || stripped(name).equals(below + "/" + BuildFolders.POM)) return true;
        }
        return false;
    }

    /** The Java release that this pom, with its parents on disk, compiles for; 0 when it does not say. */
    int release(Path pomFile) {
        Map<Path, Pom> lineage = lineage(pomFile);
        Map<String, String> properties = new HashMap<>();
        String release = null;
        String source = null;
        String target = null;
        for (Pom pom : lineage.values()) {
            pom.properties().forEach(properties::putIfAbsent);
            if (release == null) release = pom.release();
            if (source == null) source = pom.source();
            if (target == null) target = pom.target();
        }
        String[] inOrder = {release, "${maven.compiler.release}", source, "${maven.compiler.source}", target, "${maven.compiler.target}", "${java.version}"};
        for (String value : inOrder) {
            int number = value == null ? 0 : JavaRelease.parse(substitute(value, properties));
            if (number > 0) return number;
        }
        return 0;
    }

    /** The pom and its parents on disk, nearest first; empty when it is not readable. */
    private Map<Path, Pom> lineage(Path pomFile) {
        Map<Path, Pom> lineage = new LinkedHashMap<>();
        Path at = pomFile;
        while (at != null && lineage.size() < MAX_PARENTS && !lineage.containsKey(at)) {
            Pom pom = pom(at);
            if (pom == null) break;
            lineage.put(at, pom);
            at = parent(at, pom);
        }
        return lineage;
    }

    private Path parent(Path pomFile, Pom pom) {
        if (!pom.hasParent() || pom.relativePath() != null && pom.relativePath().isEmpty()) return null;
        try {
            Path folder = pomFile.getParent();
            Path parent = folder.resolve(pom.relativePath() == null ? "../" + BuildFolders.POM : pom.relativePath()).normalize();
            if (Files.isDirectory(parent)) parent = parent.resolve(BuildFolders.POM);
            Pom there = pom(parent);
            // Maven takes what it finds at the default place only when it is the one that is named.
            boolean named = there != null && (pom.parentArtifactId() == null || pom.parentArtifactId().equals(there.artifactId()));
            return named ? parent : null;
        } catch (InvalidPathException odd) {
            return null;
        }
    }

    private Pom pom(Path file) {
        Optional<Pom> known = read.get(file);
        if (known == null) {
            known = Optional.empty();
            if (Files.isRegularFile(file)) {
                try {
                    known = Optional.of(Pom.read(file));
                } catch (IOException unreadable) {
                    malformed.put(file, unreadable.getMessage());
                }
            }
            read.put(file, known);
        }
        return known.orElse(null);
    }

    private static String substitute(String value, Map<String, String> properties) {
        String text = value;
        for (int i = 0; i < MAX_SUBSTITUTIONS; i++) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            if (!matcher.find()) break;
            String replacement = properties.get(matcher.group(1));
            if (replacement == null || replacement.length() > 200) return "";
            text = text.substring(0, matcher.start()) + replacement + text.substring(matcher.end());
        }
        return text;
    }

    private static String stripped(String module) {
        String name = module.replace('\\', '/');
        if (name.startsWith("./")) name = name.substring(2);
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
}
