package dev.snarl.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of library methods, types and annotations. Every list and set is in the order of the files, roles in the order of {@link Role}.
 * Immutable and safe to share between threads.
 */
public final class Knowledge {
    private static final String FOLDER = "/dev/snarl/rules/knowledge/";

    private final Map<Role, RoleLines> roles;
    private final MethodIndex methodsByName = new MethodIndex();
    /** Computed when first asked for; the same for all who ask at once. */
    private volatile String digest;

    private Knowledge(Map<Role, RoleLines> roles) {
        this.roles = roles;
        for (RoleLines lines : roles.values()) {
            lines.indexMethods(methodsByName);
        }
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
        Map<Role, RoleLines> extended = new EnumMap<>(roles);
        for (Path file : knowledgeFiles(folder)) {
            Role role = roleOf(file);
            try {
                extended.put(role, extended.get(role).with(file.toString(), Files.readString(file)));
            } catch (CharacterCodingException e) {
                throw new KnowledgeException(file.toString(), 0, "the file is not UTF-8 text", null);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return new Knowledge(extended);
    }

    /** The lines of all roles about methods with this simple name ({@code <init>} for constructors); empty if there are none. */
    public List<MethodFact> methods(String methodName) {
        return methodsByName.methods(methodName);
    }

    /** All lines of the role about methods. */
    public List<MethodFact> methods(Role role) {
        return roles.get(role).parsed().methods;
    }

    /** All lines of the role about types and packages. */
    public List<TypeFact> typeFacts(Role role) {
        return List.copyOf(roles.get(role).parsed().types.values());
    }

    /** All lines of the role about annotations. */
    public List<AnnotationFact> annotationFacts(Role role) {
        return List.copyOf(roles.get(role).parsed().annotations.values());
    }

    /** The qualified names of the types of the role; a package stands as {@code name.*}. To ask about one type, see {@link #type}. */
    public Set<String> types(Role role) {
        return roles.get(role).parsed().types.keySet();
    }

    /** The simple names, without {@code @}, of the annotations of the role. */
    public Set<String> annotations(Role role) {
        return roles.get(role).parsed().annotations.keySet();
    }

    /** What the role says of this very type (not of its supertypes), by its own line or by that of its package; empty if nothing. */
    public Optional<TypeFact> type(Role role, String qualifiedName) {
        RoleLines.Parsed of = roles.get(role).parsed();
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
        return Optional.ofNullable(roles.get(role).parsed().annotations.get(simpleName));
    }

    /**
     * A hash of everything known, in hexadecimal: it differs where something known differs, and is the same on every machine. Comments, places and
     * the order of lines and attributes in a user's files do not count.
     */
    public String digest() {
        String known = digest;
        if (known == null) {
            StringBuilder sums = new StringBuilder();
            roles.forEach((role, lines) -> sums.append(role.word()).append(' ').append(lines.checksum()).append('\n'));
            known = sha256(sums.toString());
            digest = known;
        }
        return known;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
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

    /** Loaded with the first question for it. */
    private static final class BuiltIn {
        private static final Knowledge KNOWLEDGE = read();

        private static Knowledge read() {
            Map<Role, RoleLines> roles = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                String name = role.word() + ".txt";
                try (InputStream in = Knowledge.class.getResourceAsStream(FOLDER + name)) {
                    if (in == null) {
                        throw new IllegalStateException("the knowledge file " + name + " is not on the class path");
                    }
                    roles.put(role, RoleLines.builtIn(role, name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read the knowledge file " + name, e);
                }
            }
            return new Knowledge(roles);
        }
    }
}
