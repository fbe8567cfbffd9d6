package dev.snarl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the arrows between them, as docs/architecture.md draws them. */
class LayersTest {
    /** What each room may see beside itself. */
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("engine", Set.of("report", "rules", "program", "extract", "inputs", "cache", "platform", "facts", "knowledge", "catalog")),
            Map.entry("report", Set.of("facts", "catalog")),
            Map.entry("rules", Set.of("program", "facts", "knowledge")),
            Map.entry("program", Set.of("platform", "facts", "knowledge")),
            Map.entry("extract", Set.of("facts")),
            Map.entry("inputs", Set.of("facts")),
            Map.entry("cache", Set.of("facts")),
            Map.entry("platform", Set.of("facts")),
            Map.entry("facts", Set.of()),
            Map.entry("knowledge", Set.of()),
            Map.entry("catalog", Set.of()));

    private static final Pattern VAGUE = Pattern.compile("(?i)(utils?|utilit(y|ies)|commons?|helpers?|managers?|misc)");
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.snarl");

    @Test
    void everyRoomIsInTheTable() {
        TreeSet<String> rooms = new TreeSet<>();
        for (JavaClass c : CLASSES) rooms.add(room(c.getPackageName()));
        rooms.remove("");
        assertEquals(new TreeSet<>(MAY_SEE.keySet()), rooms);
    }

    @Test
    void arrowsOnlyGoDown() {
        TreeSet<String> wrong = new TreeSet<>();
        for (JavaClass c : CLASSES) {
            String from = room(c.getPackageName());
            for (Dependency d : c.getDirectDependenciesFromSelf()) {
                String name = d.getTargetClass().getPackageName();
                String to = room(name);
                boolean ours = name.startsWith("dev.snarl.");
                if (ours && !to.equals(from) && !MAY_SEE.getOrDefault(from, Set.of()).contains(to)) wrong.add(from + " sees " + to + ": " + c.getName() + " uses " + d.getTargetClass().getName());
            }
        }
        assertEquals(new TreeSet<>(), wrong);
    }

    @Test
    void theTableItselfHasNoRing() {
        Map<String, Set<String>> rest = new TreeMap<>(MAY_SEE);
        while (!rest.isEmpty()) {
            int before = rest.size();
            rest.entrySet().removeIf(room -> room.getValue().stream().noneMatch(rest::containsKey));
            assertFalse(rest.size() == before, () -> "a ring among " + rest.keySet());
        }
    }

    @Test
    void onlyTheLoweringKnowsTheParser() {
        assertEquals(Set.of("extract"), roomsThatSee("com.github.javaparser"));
    }

    @Test
    void libraryModelsStayInTheirRooms() {
        assertEquals(Set.of("report"), roomsThatSee("com.contrastsecurity.sarif"));
        assertEquals(Set.of("inputs"), roomsThatSee("org.eclipse.jgit"));
    }

    @Test
    void nothingIsCalledByAWordThatSaysNothing() {
        List<String> vague = new ArrayList<>();
        for (JavaClass c : CLASSES) {
            for (String part : c.getPackageName().split("\\.")) if (VAGUE.matcher(part).matches()) vague.add(c.getPackageName());
            for (String word : c.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])")) if (VAGUE.matcher(word).matches()) vague.add(c.getName());
        }
        assertEquals(List.of(), vague);
    }

    private static Set<String> roomsThatSee(String packageName) {
        TreeSet<String> rooms = new TreeSet<>();
        for (JavaClass c : CLASSES) {
            for (Dependency d : c.getDirectDependenciesFromSelf()) {
                if (d.getTargetClass().getPackageName().startsWith(packageName)) rooms.add(room(c.getPackageName()));
            }
        }
        return rooms;
    }

    /** The first segment below {@code dev.snarl}; empty for the root itself. */
    private static String room(String packageName) {
        if (!packageName.startsWith("dev.snarl.")) return "";
        String below = packageName.substring("dev.snarl.".length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
