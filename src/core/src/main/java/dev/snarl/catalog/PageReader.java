package dev.snarl.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one page: front matter between two lines of {@code ---}, one {@code key: value} a line (a list is {@code [a, b]}),
 * then a {@code ## } heading of {@link Heading} each, in order. Strict, because a page that is half understood would be half shown.
 */
final class PageReader {
    private static final List<String> KEYS =
            List.of("title", "family", "level", "precision", "cwe", "since", "java", "subsumes", "peers", "demo");
    private static final Set<String> OPTIONAL = Set.of("cwe", "java", "subsumes", "peers");
    private static final List<String> LEVELS = List.of("error", "warning", "note", "off");
    private static final List<String> PRECISIONS = List.of("very-high", "high", "medium", "low");
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern CWE = Pattern.compile("(?i:cwe-)?([1-9][0-9]{0,4})");

    private record Value(int line, String text) {}

    private final String id;
    private final String page;
    private final List<String> lines;

    private PageReader(String id, String text) {
        this.id = id;
        this.page = "rules/" + id + ".md";
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = Arrays.asList(plain.replace("\r\n", "\n").split("\n", -1));
    }

    static RuleDoc read(String id, String text) {
        return new PageReader(id, text).read();
    }

    private RuleDoc read() {
        if (!KEBAB.matcher(id).matches()) throw wrong(0, "'" + id + "' is no rule id", "name the page after its rule in kebab-case");
        int end = frontMatterEnd();
        Map<String, Value> values = frontMatter(end);
        Map<Heading, String> sections = sections(end + 1);
        String markdown = String.join("\n", lines.subList(end + 1, lines.size())).strip() + "\n";
        return new RuleDoc(id, text(values, "title"), kebab(values, "family"), oneOf(values, "level", LEVELS),
                oneOf(values, "precision", PRECISIONS), cwe(values), text(values, "since"), list(values, "java"),
                ids(values, "subsumes"), list(values, "peers"), text(values, "demo"), sections, markdown);
    }

    private int frontMatterEnd() {
        if (!lines.get(0).strip().equals("---")) throw wrong(1, "no front matter", "begin the page with a line of '---'");
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("---")) return i;
        }
        throw wrong(1, "the front matter has no end", "close it with a line of '---'");
    }

    private Map<String, Value> frontMatter(int end) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 1; i < end; i++) {
            String line = lines.get(i);
            if (line.isBlank()) continue;
            int colon = line.indexOf(':');
            if (colon < 0) throw wrong(i + 1, "'" + line.strip() + "' is no 'key: value'", "write one key and its value a line");
            String key = line.substring(0, colon).strip();
            if (!KEYS.contains(key)) throw wrong(i + 1, "unknown key '" + key + "'", "use " + String.join(", ", KEYS));
            Value value = new Value(i + 1, line.substring(colon + 1).strip());
            Value before = values.put(key, value);
            if (before != null) throw wrong(i + 1, "key '" + key + "' stands in line " + before.line + " already", "keep one of the two");
        }
        for (String key : KEYS) {
            if (!values.containsKey(key) && !OPTIONAL.contains(key)) throw wrong(end + 1, "no '" + key + "'", "add '" + key + ": ...' to the front matter");
        }
        return values;
    }

    private Map<Heading, String> sections(int from) {
        Map<Heading, String> sections = new EnumMap<>(Heading.class);
        Heading current = null;
        int start = from;
        boolean code = false;
        int opened = 0;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (MarkdownText.fence(line)) {
                code = !code;
                opened = i + 1;
            }
            if (code || !line.startsWith("## ")) {
                if (current == null && !line.isBlank()) throw wrong(i + 1, "text before the first heading", "put it under '## " + Heading.WHAT_IT_REPORTS.title() + "'");
                continue;
            }
            Heading next = heading(i, line.substring(3).strip(), current);
            close(sections, current, start, i);
            current = next;
            start = i + 1;
        }
        if (code) throw wrong(opened, "a fenced block has no end", "close it with a line of ```");
        close(sections, current, start, lines.size());
        int missing = sections.size();
        if (missing < Heading.values().length) {
            throw wrong(lines.size(), "no heading '## " + Heading.values()[missing].title() + "'", "a page has " + Heading.all() + " in this order");
        }
        return sections;
    }

    private Heading heading(int index, String title, Heading current) {
        Optional<Heading> found = Heading.titled(title);
        String remedy = "a page has " + Heading.all() + " in this order";
        if (found.isEmpty()) throw wrong(index + 1, "unknown heading '## " + title + "'", remedy);
        int expected = current == null ? 0 : current.ordinal() + 1;
        if (found.get().ordinal() != expected) throw wrong(index + 1, "heading '## " + title + "' is out of order", remedy);
        return found.get();
    }

    private void close(Map<Heading, String> sections, Heading heading, int from, int to) {
        if (heading == null) return;
        String text = String.join("\n", lines.subList(from, to));
        // Leading blanks of the first line may matter to Markdown, blank lines do not.
        String trimmed = text.replaceAll("\\A(?:[ \t]*\n)+", "").stripTrailing();
        if (trimmed.isBlank()) throw wrong(from, "nothing under '## " + heading.title() + "'", "write the section, or say why there is nothing to say");
        sections.put(heading, trimmed);
    }

    private String text(Map<String, Value> values, String key) {
        Value value = values.get(key);
        String text = unquoted(value.text);
        if (text.isEmpty()) throw wrong(value.line, "'" + key + "' is empty", "give it a value");
        if (value.text.startsWith("[")) throw wrong(value.line, "'" + key + "' is a list", "give it one value, without brackets");
        return text;
    }

    private String oneOf(Map<String, Value> values, String key, List<String> words) {
        String text = text(values, key);
        if (!words.contains(text)) throw wrong(values.get(key).line, "'" + text + "' is no " + key, "use " + String.join(", ", words));
        return text;
    }

    private String kebab(Map<String, Value> values, String key) {
        String text = text(values, key);
        if (!KEBAB.matcher(text).matches()) throw wrong(values.get(key).line, "'" + text + "' is no " + key, "write it in kebab-case");
        return text;
    }

    private List<String> list(Map<String, Value> values, String key) {
        Value value = values.get(key);
        if (value == null || value.text.isEmpty()) return List.of();
        if (!value.text.startsWith("[")) return List.of(unquoted(value.text));
        if (!value.text.endsWith("]")) throw wrong(value.line, "the list of '" + key + "' has no end", "close it with ']' on the same line");
        List<String> items = new ArrayList<>();
        String inner = value.text.substring(1, value.text.length() - 1);
        if (inner.isBlank()) return List.of();
        for (String item : split(inner)) {
            String text = unquoted(item.strip());
            if (text.isEmpty()) throw wrong(value.line, "an item of '" + key + "' is empty", "remove the superfluous comma");
            items.add(text);
        }
        return items;
    }

    private List<String> ids(Map<String, Value> values, String key) {
        List<String> ids = list(values, key);
        for (String item : ids) {
            if (!KEBAB.matcher(item).matches()) throw wrong(values.get(key).line, "'" + item + "' in '" + key + "' is no rule id", "write ids in kebab-case");
        }
        return ids;
    }

    private List<Integer> cwe(Map<String, Value> values) {
        List<Integer> numbers = new ArrayList<>();
        for (String item : list(values, "cwe")) {
            var m = CWE.matcher(item);
            if (!m.matches()) throw wrong(values.get("cwe").line, "'" + item + "' is no CWE number", "write 366 or CWE-366");
            numbers.add(Integer.valueOf(m.group(1)));
        }
        return numbers;
    }

    /** The items of a list's inner text; a comma inside double quotes is part of its item. */
    private static List<String> split(String inner) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '"') quoted = !quoted;
            if (c == ',' && !quoted) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        return items;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private PageException wrong(int line, String problem, String remedy) {
        return new PageException(page, line, problem, remedy);
    }
}
