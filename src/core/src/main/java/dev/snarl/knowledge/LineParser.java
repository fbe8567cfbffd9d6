package dev.snarl.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Understands single lines of one knowledge file. It keeps nothing from line to line, so threads may share it. */
final class LineParser {
    private static final Set<String> PRIMITIVES = Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    private final Role role;
    private final String file;

    /** A parser for lines of the role; the file is named in origins and problems. */
    LineParser(Role role, String file) {
        this.role = role;
        this.file = file;
    }

    Role role() {
        return role;
    }

    /**
     * What the line says, a leading {@code !} left out; null if it is empty or a comment.
     *
     * @param known lines of the role, to find the name that was meant
     * @throws KnowledgeException if the line cannot be understood
     */
    Line parse(int number, String text, Collection<Line> known) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return null;
        }
        String first = words.get(0);
        boolean removes = first.startsWith("!");
        if (removes && words.size() > 1) {
            throw problem(number, "a line that removes has no attributes", null);
        }
        return new OneLine(number, known).subject(removes ? first.substring(1) : first, words);
    }

    KnowledgeException problem(int number, String message, String near) {
        return new KnowledgeException(file, number, message, near);
    }

    /** The words before a comment; a # that begins a word begins a comment. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(3);
        int at = 0;
        int length = text.length();
        while (at < length) {
            while (at < length && text.charAt(at) <= ' ') {
                at++;
            }
            if (at == length || text.charAt(at) == '#') {
                break;
            }
            int from = at;
            while (at < length && text.charAt(at) > ' ') {
                at++;
            }
            words.add(text.substring(from, at));
        }
        return words;
    }

    /** One line, with what is needed to say what is wrong with it. */
    private final class OneLine {
        private final int number;
        private final Collection<Line> known;

        OneLine(int number, Collection<Line> known) {
            this.number = number;
            this.known = known;
        }

        private Map<String, String> attributes(List<String> words) {
            if (words.size() == 1) {
                return Map.of();
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String word : words.subList(1, words.size())) {
                int equal = word.indexOf('=');
                if (equal < 1) {
                    throw problem("'" + word + "' is not an attribute: write key=value, without spaces inside a signature", null);
                }
                String key = word.substring(0, equal);
                String value = word.substring(equal + 1);
                Attribute attribute = Attribute.of(key);
                if (attribute == null) {
                    throw problem("unknown attribute '" + key + "'", NearName.of(key, Attribute.KEYS));
                }
                if (!attribute.fits(value)) {
                    throw problem("'" + value + "' is not a value of " + key + ": it is " + attribute.form(), null);
                }
                if (attributes.put(key, value) != null) {
                    throw problem("attribute '" + key + "' stands twice", null);
                }
            }
            return Collections.unmodifiableMap(attributes);
        }

        Line subject(String signature, List<String> words) {
            Map<String, String> attributes = attributes(words);
            String origin = file + ":" + number;
            if (signature.startsWith("@")) {
                String name = signature.substring(1);
                if (!isIdentifier(name)) {
                    throw problem("malformed annotation '" + signature + "': write @ and the simple name", null);
                }
                require(Role.Kind.ANNOTATION, signature);
                return new AnnotationFact(role, name, attributes, origin);
            }
            int hash = signature.indexOf('#');
            if (hash < 0) {
                boolean whole = signature.endsWith(".*");
                requireName(whole ? signature.substring(0, signature.length() - 2) : signature, signature, whole ? 1 : 2);
                require(Role.Kind.TYPE, signature);
                return new TypeFact(role, signature, attributes, origin);
            }
            MethodFact fact = method(signature, hash, attributes, origin);
            require(Role.Kind.METHOD, signature);
            return fact;
        }

        private MethodFact method(String signature, int hash, Map<String, String> attributes, String origin) {
            String type = signature.substring(0, hash);
            if (!type.equals(MethodFact.ANY)) {
                requireName(type, signature, 2);
            }
            int open = signature.indexOf('(', hash);
            if (open < 0 || !signature.endsWith(")") || signature.indexOf(')') != signature.length() - 1) {
                throw problem("malformed signature '" + signature + "': a method needs its parameter types in parentheses, or (*) for any", null);
            }
            String name = signature.substring(hash + 1, open);
            if (!name.equals("<init>") && !isIdentifier(name)) {
                throw problem("malformed signature '" + signature + "': '" + name + "' is not a method name", null);
            }
            String inside = signature.substring(open + 1, signature.length() - 1);
            return new MethodFact(role, type, name, inside.equals("*") ? null : parameters(inside, signature), attributes, origin);
        }

        private List<String> parameters(String inside, String signature) {
            if (inside.isEmpty()) {
                return List.of();
            }
            String[] types = inside.split(",", -1);
            for (int i = 0; i < types.length; i++) {
                String type = types[i];
                if (type.endsWith("...") && i == types.length - 1) {
                    type = type.substring(0, type.length() - 3);
                }
                while (type.endsWith("[]")) {
                    type = type.substring(0, type.length() - 2);
                }
                if (!type.equals(MethodFact.ANY) && !PRIMITIVES.contains(type)) {
                    requireName(type, signature, 2);
                }
            }
            return List.of(types);
        }

        private void require(Role.Kind kind, String signature) {
            if (role.accepts(kind)) {
                return;
            }
            String forms = Arrays.stream(Role.Kind.values()).filter(role::accepts).map(Role.Kind::form)
                    .collect(Collectors.joining(", or "));
            throw problem("'" + signature + "' does not fit: a line of " + role.word() + " is " + forms, null);
        }

        /** Unqualified names are refused since they would match nothing, silently. */
        private void requireName(String name, String signature, int atLeast) {
            int segments = 0;
            int from = 0;
            boolean sound = true;
            while (from <= name.length()) {
                int dot = name.indexOf('.', from);
                int end = dot < 0 ? name.length() : dot;
                sound &= isIdentifier(name, from, end);
                segments++;
                from = end + 1;
            }
            if (!sound) {
                throw problem("malformed signature '" + signature + "': '" + name + "' is not a type name", null);
            }
            if (segments < atLeast) {
                throw problem("malformed signature '" + signature + "': '" + name + "' must be the qualified name of a type", namesake(name));
            }
        }

        /** A known type with this simple name, null if there is none. */
        private String namesake(String simple) {
            return known.stream().map(line -> line instanceof MethodFact method ? method.type() : line.signature())
                    .filter(type -> type.endsWith("." + simple)).findFirst().orElse(null);
        }

        private KnowledgeException problem(String message, String near) {
            return LineParser.this.problem(number, message, near);
        }
    }

    private static boolean isIdentifier(String name) {
        return isIdentifier(name, 0, name.length());
    }

    private static boolean isIdentifier(String text, int from, int to) {
        if (from >= to || !Character.isJavaIdentifierStart(text.charAt(from))) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!Character.isJavaIdentifierPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
