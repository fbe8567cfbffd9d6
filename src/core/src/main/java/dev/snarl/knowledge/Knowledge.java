package dev.snarl.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of library methods, types and annotations. Every list and set is in the order of the files, roles in the order of {@link Role}.
 * Immutable and safe to share between threads.
 */
public final class Knowledge {
    private static final String FOLDER = "/dev/snarl/rules/knowledge/";

    private final Map<Role, Map<String, Line>> lines;
    private final Map<Role, Lists> lists = new EnumMap<>(Role.class);
    private final Map<String, List<MethodFact>> methodsByName = new HashMap<>();
    /** Computed when first asked for; the same for all who ask at once. */
    private volatile String digest;

    private Knowledge(Map<Role, Map<String, Line>> lines) {
        this.lines = lines;
        lines.forEach((role, bySignature) -> {
            Lists sorted = new Lists(bySignature.values());
            lists.put(role, sorted);
            sorted.methods.forEach(method -> methodsByName.computeIfAbsent(method.name(), name -> new ArrayList<>(4)).add(method));
        });
        methodsByName.replaceAll((name, methods) -> List.copyOf(methods));
    }

    /** The knowledge that travels with Snarl. Read when first asked for. */
    public static Knowledge builtIn() {
        return BuiltIn.KNOWLEDGE;
    }

    /**
     * This knowledge, extended by the files {@code <role>.txt} of a folder: their lines are added to those of the role, a line with a known signature
     * replaces it, and {@code !signature} removes it. Markdown, hidden files and subfolders are not read.
     *
     * @throws KnowledgeException if a file is not named after a role, or has a line that cannot be understood
     * @throws UncheckedIOException if the folder or a file cannot be read
     */
    public Knowledge with(Path folder) {
        Map<Role, Map<String, Line>> extended = new EnumMap<>(lines);
        for (Path file : knowledgeFiles(folder)) {
            Role role = roleOf(file);
            Map<String, Line> copy = new LinkedHashMap<>(extended.get(role));
            try {
                new KnowledgeFile(role, file.toString(), copy, true).read(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
            }
            extended.put(role, copy);
        }
        return new Knowledge(extended);
    }

    /** The lines of all roles about methods with this simple name ({@code <init>} for constructors); empty if there are none. */
    public List<MethodFact> methods(String methodName) {
        return methodsByName.getOrDefault(methodName, List.of());
    }

    /** All lines of the role about methods. */
    public List<MethodFact> methods(Role role) {
        return lists.get(role).methods;
    }

    /** All lines of the role about types and packages. */
    public List<TypeFact> typeFacts(Role role) {
        return List.copyOf(lists.get(role).types.values());
    }

    /** All lines of the role about annotations. */
    public List<AnnotationFact> annotationFacts(Role role) {
        return List.copyOf(lists.get(role).annotations.values());
    }

    /** The qualified names of the types of the role; a package stands as {@code name.*}. To ask about one type, see {@link #type}. */
    public Set<String> types(Role role) {
        return lists.get(role).types.keySet();
    }

    /** The simple names, without {@code @}, of the annotations of the role. */
    public Set<String> annotations(Role role) {
        return lists.get(role).annotations.keySet();
    }

    /** What the role says of this very type (not of its supertypes), by its own line or by that of its package; empty if nothing. */
    public Optional<TypeFact> type(Role role, String qualifiedName) {
        Lists of = lists.get(role);
        TypeFact exact = of.types.get(qualifiedName);
        if (exact != null || !of.hasPackages || qualifiedName.endsWith("*")) {
            return Optional.ofNullable(exact);
        }
        // A nested type belongs to the package of its outermost type: the name before the first segment that starts with a capital.
        for (int dot = qualifiedName.lastIndexOf('.'); dot > 0; dot = qualifiedName.lastIndexOf('.', dot - 1)) {
            if (Character.isUpperCase(qualifiedName.charAt(dot + 1))) {
                TypeFact whole = of.types.get(qualifiedName.substring(0, dot) + ".*");
                if (whole != null) {
                    return Optional.of(whole);
                }
            }
        }
        return Optional.empty();
    }

    /** What the role says of annotations with this simple name; empty if nothing. */
    public Optional<AnnotationFact> annotation(Role role, String simpleName) {
        return Optional.ofNullable(lists.get(role).annotations.get(simpleName));
    }

    /**
     * A hash of everything known, in hexadecimal: equal content has an equal digest on every machine. Comments, places in the files and the order
     * of lines and attributes do not count.
     */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = hash();
            digest = known;
        }
        return known;
    }

    private String hash() {
        StringBuilder all = new StringBuilder(1 << 16);
        lines.forEach((role, bySignature) -> {
            all.append(role.word()).append('\n');
            new TreeMap<>(bySignature).forEach((signature, line) -> {
                all.append(signature);
                new TreeMap<>(line.attributes()).forEach((key, value) -> all.append(' ').append(key).append('=').append(value));
                all.append('\n');
            });
        });
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> knowledgeFiles(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isRegularFile).filter(file -> {
                String name = file.getFileName().toString();
                return !name.startsWith(".") && !name.endsWith(".md");
            }).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the knowledge folder " + folder, e);
        }
    }

    private static Role roleOf(Path file) {
        String name = file.getFileName().toString();
        List<String> names = Arrays.stream(Role.values()).map(role -> role.word() + ".txt").toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw new KnowledgeException(file.toString(), 0, "'" + name + "' is not named after a role", NearName.of(name, names));
        }
        return Role.values()[at];
    }

    /** The lines of one role by what they are about. */
    private static final class Lists {
        private final List<MethodFact> methods;
        private final Map<String, TypeFact> types;
        private final Map<String, AnnotationFact> annotations;
        private final boolean hasPackages;

        Lists(Iterable<Line> lines) {
            List<MethodFact> ofMethods = new ArrayList<>();
            Map<String, TypeFact> ofTypes = new LinkedHashMap<>();
            Map<String, AnnotationFact> ofAnnotations = new LinkedHashMap<>();
            boolean packages = false;
            for (Line line : lines) {
                if (line instanceof MethodFact method) {
                    ofMethods.add(method);
                } else if (line instanceof TypeFact type) {
                    ofTypes.put(type.name(), type);
                    packages |= type.isPackage();
                } else if (line instanceof AnnotationFact annotation) {
                    ofAnnotations.put(annotation.name(), annotation);
                }
            }
            methods = List.copyOf(ofMethods);
            types = Collections.unmodifiableMap(ofTypes);
            annotations = Collections.unmodifiableMap(ofAnnotations);
            hasPackages = packages;
        }
    }

    /** Loaded with the first question for it. */
    private static final class BuiltIn {
        private static final Knowledge KNOWLEDGE = read();

        private static Knowledge read() {
            Map<Role, Map<String, Line>> lines = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                String name = role.word() + ".txt";
                Map<String, Line> ofRole = new LinkedHashMap<>();
                try (InputStream in = Knowledge.class.getResourceAsStream(FOLDER + name)) {
                    if (in == null) {
                        throw new IllegalStateException("the knowledge file " + name + " is not on the class path");
                    }
                    new KnowledgeFile(role, name, ofRole, false).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read the knowledge file " + name, e);
                }
                lines.put(role, ofRole);
            }
            return new Knowledge(lines);
        }
    }
}
