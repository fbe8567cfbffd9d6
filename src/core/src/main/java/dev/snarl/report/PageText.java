package dev.snarl.report;

import dev.snarl.catalog.RuleDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A rule's page for the terminal: prose wrapped, code as it is, Markdown's signs gone where colour says it better. */
public final class PageText {
    private final Style style;

    public PageText(Style style) {
        this.style = style;
    }

    /** The whole page; lines end in {@code \n}. */
    public String text(RuleDoc doc) {
        StringBuilder out = new StringBuilder();
        Ink ink = switch (doc.level()) {
            case "error" -> Ink.ERROR;
            case "warning" -> Ink.WARNING;
            default -> Ink.NOTE;
        };
        out.append(style.paint(Ink.STRONG, doc.id())).append("  ").append(style.paint(ink, doc.level())).append('\n');
        for (String line : ShownText.wrap(ShownText.line(doc.title()), style.prose())) out.append(line).append('\n');
        out.append(style.paint(Ink.FAINT, ShownText.line(facts(doc)))).append("\n\n");
        List<String> paragraph = new ArrayList<>();
        boolean code = false;
        for (String line : doc.markdown().split("\n")) {
            boolean fence = line.stripLeading().startsWith("```");
            if (fence || code || line.isBlank() || line.startsWith("#") || item(line)) prose(paragraph, out);
            if (fence) {
                code = !code;
            } else if (code) {
                out.append("    ").append(ShownText.line(line)).append('\n');
            } else if (line.isBlank()) {
                out.append('\n');
            } else if (line.startsWith("#")) {
                out.append(style.paint(Ink.STRONG, ShownText.line(line.replaceFirst("^#+ *", "").toUpperCase(java.util.Locale.ROOT)))).append('\n');
            } else {
                paragraph.add(line);
            }
        }
        prose(paragraph, out);
        return out.toString();
    }

    private static String facts(RuleDoc doc) {
        StringJoiner facts = new StringJoiner(", ");
        facts.add("family " + doc.family()).add("precision " + doc.precision()).add("since " + doc.since());
        if (!doc.java().isEmpty()) facts.add("Java " + String.join(" ", doc.java()));
        for (int cwe : doc.cwe()) facts.add("CWE-" + cwe);
        return facts.toString();
    }

    private static boolean item(String line) {
        return line.startsWith("- ") || line.startsWith("* ") || line.startsWith("|") || line.matches("[0-9]+\\. .*");
    }

    private void prose(List<String> paragraph, StringBuilder out) {
        if (paragraph.isEmpty()) return;
        String first = paragraph.get(0);
        String indent = item(first) && !first.startsWith("|") ? "  " : "";
        StringJoiner joined = new StringJoiner(" ");
        for (String line : paragraph) joined.add(line.strip());
        boolean begun = false;
        for (String line : ShownText.wrap(plain(ShownText.line(joined.toString())), style.prose() - indent.length())) {
            out.append(begun ? indent : "").append(line).append('\n');
            begun = true;
        }
        paragraph.clear();
    }

    /** Without the signs of emphasis, code and links. */
    private static String plain(String text) {
        return text.replace("**", "").replace("`", "").replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1");
    }
}
