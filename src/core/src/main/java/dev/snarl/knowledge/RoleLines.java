package dev.snarl.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The lines of one role. Those of a built-in file stay text until somebody asks for the whole role: a run asks for few of them, and a test
 * has parsed them all. Safe to share between threads.
 */
final class RoleLines {
    private final LineParser parser;
    /** The built-in file, null for a role that a user's file has changed. */
    private final String text;
    private volatile Parsed parsed;

    private RoleLines(LineParser parser, String text, Parsed parsed) {
        this.parser = parser;
        this.text = text;
        this.parsed = parsed;
    }

    static RoleLines builtIn(Role role, String file, String text) {
        return new RoleLines(new LineParser(role, file), text, null);
    }

    /** These lines, changed by a user's file. */
    RoleLines with(String file, String userText) {
        Map<String, Line> copy = new LinkedHashMap<>(parsed().lines);
        new KnowledgeFile(new LineParser(parser.role(), file), copy, true).read(userText);
        return new RoleLines(parser, null, new Parsed(copy));
    }

    Parsed parsed() {
        Parsed known = parsed;
        if (known == null) {
            Map<String, Line> lines = new LinkedHashMap<>();
            new KnowledgeFile(parser, lines, false).read(text);
            known = new Parsed(lines);
            parsed = known;
        }
        return known;
    }

    /** Adds every method line to the index, without understanding more of it than the name. */
    void indexMethods(MethodIndex index) {
        if (!parser.role().accepts(Role.Kind.METHOD)) {
            return;
        }
        if (text == null) {
            for (MethodFact method : parsed.methods) {
                index.add(method.name(), method);
            }
            return;
        }
        int number = 0;
        int length = text.length();
        for (int start = 0; start < length; ) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                end = length;
            }
            number++;
            int hash = text.indexOf('#', start);
            if (hash > start && hash < end && text.charAt(hash - 1) > ' ') {
                index.add(text.substring(hash + 1, text.indexOf('(', hash)), new MethodIndex.Unread(parser, number, text.substring(start, end)));
            }
            start = end + 1;
        }
    }

    /**
     * A checksum of the content: of the built-in file as it is, of a changed role without comments, places and order. A checksum rather than a
     * cryptographic hash, since it is taken in each run: it has to notice a change, not to withstand an attack.
     */
    long checksum() {
        CRC32 sum = new CRC32();
        if (text != null) {
            sum.update(text.getBytes(StandardCharsets.UTF_8));
            return sum.getValue();
        }
        StringBuilder all = new StringBuilder();
        new TreeMap<>(parsed.lines).forEach((signature, line) -> {
            all.append(signature);
            new TreeMap<>(line.attributes()).forEach((key, value) -> all.append(' ').append(key).append('=').append(value));
            all.append('\n');
        });
        sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** The lines understood, by what they are about. */
    static final class Parsed {
        private final Map<String, Line> lines;
        final List<MethodFact> methods;
        final Map<String, TypeFact> types;
        final Map<String, AnnotationFact> annotations;
        final boolean hasPackages;

        private Parsed(Map<String, Line> lines) {
            this.lines = lines;
            List<MethodFact> ofMethods = new ArrayList<>();
            Map<String, TypeFact> ofTypes = new LinkedHashMap<>();
            Map<String, AnnotationFact> ofAnnotations = new LinkedHashMap<>();
            boolean packages = false;
            for (Line line : lines.values()) {
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
}
