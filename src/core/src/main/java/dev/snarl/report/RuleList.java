package dev.snarl.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The rules of a catalogue, in its order, one a line. All texts end in a line feed. */
public final class RuleList {
    private final List<RuleDoc> docs;

    public RuleList(Catalog catalog) {
        this.docs = catalog.docs();
    }

    /** A table for the terminal: id, level, precision, family, title. */
    public String text(Style style) {
        int id = docs.stream().mapToInt(d -> d.id().length()).max().orElse(0);
        int family = docs.stream().mapToInt(d -> d.family().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (RuleDoc d : docs) {
            Ink ink = d.level().equals("error") ? Ink.ERROR : d.level().equals("warning") ? Ink.WARNING : Ink.NOTE;
            out.append(style.paint(Ink.STRONG, ShownText.padded(d.id(), id))).append("  ").append(style.paint(ink, ShownText.padded(d.level(), 7))).append("  ")
                    .append(ShownText.padded(d.precision(), 9)).append("  ").append(ShownText.padded(d.family(), family)).append("  ").append(ShownText.line(d.title())).append('\n');
        }
        return out.toString();
    }

    /** A Markdown table, for documentation. */
    public String markdown() {
        StringBuilder out = new StringBuilder("| rule | level | precision | family | since | CWE | what |\n|---|---|---|---|---|---|---|\n");
        for (RuleDoc d : docs) {
            out.append("| `").append(d.id()).append("` | ").append(d.level()).append(" | ").append(d.precision()).append(" | ").append(d.family()).append(" | ")
                    .append(d.since()).append(" | ").append(cwe(d)).append(" | ").append(d.title().replace("|", "\\|")).append(" |\n");
        }
        return out.toString();
    }

    /** An array of objects, one a rule. */
    public String json() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (RuleDoc d : docs) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", d.id());
            rule.put("title", d.title());
            rule.put("level", d.level());
            rule.put("precision", d.precision());
            rule.put("family", d.family());
            rule.put("since", d.since());
            rule.put("java", d.java());
            rule.put("cwe", d.cwe());
            rule.put("subsumes", d.subsumes());
            rule.put("peers", d.peers());
            rule.put("demo", d.demo());
            rules.add(rule);
        }
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(rules).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings, numbers and lists can always be written", e);
        }
    }

    private static String cwe(RuleDoc d) {
        StringJoiner numbers = new StringJoiner(", ");
        for (int n : d.cwe()) numbers.add(Integer.toString(n));
        return numbers.toString();
    }
}
