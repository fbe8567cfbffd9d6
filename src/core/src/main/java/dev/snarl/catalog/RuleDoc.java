package dev.snarl.catalog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One rule's page. Nothing is null; lists may be empty. Immutable.
 *
 * @param id        the rule's id in kebab-case, the page's file name
 * @param title     one line that says what is wrong
 * @param family    the topic the rule belongs to ("races", "locks" ...)
 * @param level     the default level: {@code error}, {@code warning}, {@code note} or {@code off} (opt-in)
 * @param precision how often the rule is right: {@code very-high}, {@code high}, {@code medium} or {@code low}
 * @param cwe       numbers of the weaknesses in the CWE list, as the page orders them
 * @param since     the version of Snarl that first had the rule
 * @param java      the Java levels that the rule applies to, as the page gives them ("5+", "8..20"); empty for every level
 * @param subsumes  ids of rules whose finding on the same cause gives way to this one's
 * @param peers     what other tools call this hazard, free text
 * @param demo      the name of the runnable demonstration, or {@code none} with the reason
 * @param sections  the prose by heading, in the order of {@link Heading}, without the heading lines and outer blank lines
 * @param markdown  the page's prose as written, from the first heading on, ending in a line break
 */
public record RuleDoc(
        String id, String title, String family, String level, String precision, List<Integer> cwe, String since, List<String> java,
        List<String> subsumes, List<String> peers, String demo, Map<Heading, String> sections, String markdown) {
    public RuleDoc {
        cwe = List.copyOf(cwe);
        java = List.copyOf(java);
        subsumes = List.copyOf(subsumes);
        peers = List.copyOf(peers);
        sections = Collections.unmodifiableMap(new EnumMap<>(sections));
    }

    /** The prose under one heading. */
    public String section(Heading heading) {
        return sections.get(heading);
    }

    /** The fenced blocks under one heading, without the fences, each ending in a line break; empty when there are none. */
    public List<String> code(Heading heading) {
        return MarkdownText.fenced(section(heading));
    }

    /** The first paragraph of {@link Heading#WHAT_IT_REPORTS} as plain text on one line, without the words that only lead to a list. */
    public String summary() {
        String text = MarkdownText.firstParagraph(section(Heading.WHAT_IT_REPORTS));
        if (!text.endsWith(":")) return text;
        int sentence = text.lastIndexOf(". ");
        return sentence > 0 ? text.substring(0, sentence + 1) : text.substring(0, text.length() - 1) + ".";
    }
}
