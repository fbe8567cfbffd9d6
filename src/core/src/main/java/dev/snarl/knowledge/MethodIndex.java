package dev.snarl.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Method lines by the simple name of the method, each understood when first asked for. Filled by one thread, then safe to share. */
final class MethodIndex {
    /** Facts, and lines that still have to be understood, in the order of the roles and their files. */
    private final Map<String, List<Object>> lines = new HashMap<>(4096);
    private final Map<String, List<MethodFact>> facts = new ConcurrentHashMap<>();

    /** A line that is known to be about a method. */
    record Unread(LineParser parser, int number, String text) {}

    void add(String name, Object line) {
        List<Object> ofName = lines.get(name);
        if (ofName == null) {
            ofName = new ArrayList<>(3);
            lines.put(name, ofName);
        }
        ofName.add(line);
    }

    List<MethodFact> methods(String name) {
        List<MethodFact> known = facts.get(name);
        if (known != null) {
            return known;
        }
        List<Object> ofName = lines.get(name);
        if (ofName == null) {
            return List.of();
        }
        List<MethodFact> read = new ArrayList<>(ofName.size());
        for (Object line : ofName) {
            read.add((MethodFact) (line instanceof Unread unread ? unread.parser.parse(unread.number, unread.text, List.of()) : line));
        }
        known = List.copyOf(read);
        facts.put(name, known);
        return known;
    }
}
