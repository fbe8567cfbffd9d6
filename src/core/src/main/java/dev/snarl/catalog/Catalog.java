package dev.snarl.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The rule pages at hand, in the order in which their ids were given. Immutable, so safe to share between threads. */
public final class Catalog {
    private final Map<String, RuleDoc> docs;

    private Catalog(Map<String, RuleDoc> docs) {
        this.docs = docs;
    }

    /**
     * Reads the pages that travel with the analyser, one per id.
     *
     * @param ids the rules' ids; given by the caller, because the folder of a jar cannot be listed cheaply
     * @throws PageException when a page is missing, malformed or named twice
     */
    public static Catalog of(Collection<String> ids) {
        List<RuleDoc> pages = new ArrayList<>();
        for (String id : ids) pages.add(PageReader.read(id, resource(id)));
        return ofPages(pages);
    }

    /** A catalogue of pages that the caller has read, for instance with {@link #parse}. */
    public static Catalog ofPages(Collection<RuleDoc> pages) {
        Map<String, RuleDoc> docs = new LinkedHashMap<>();
        for (RuleDoc page : pages) {
            if (docs.put(page.id(), page) != null) throw new PageException("rules/" + page.id() + ".md", 0, "the rule is listed twice", "list it once");
        }
        return new Catalog(docs);
    }

    /**
     * Reads one page.
     *
     * @throws PageException when it is malformed
     */
    public static RuleDoc parse(String id, String page) {
        return PageReader.read(id, page);
    }

    /** The page of a rule, or empty for an id that the catalogue does not hold. */
    public Optional<RuleDoc> doc(String id) {
        return Optional.ofNullable(docs.get(id));
    }

    /** All pages, in the order of the ids. */
    public List<RuleDoc> docs() {
        return List.copyOf(docs.values());
    }

    /** The rules' ids, in the order given. */
    public List<String> ids() {
        return List.copyOf(docs.keySet());
    }

    /** The families of all rules, sorted, each once. */
    public List<String> families() {
        TreeSet<String> families = new TreeSet<>();
        for (RuleDoc doc : docs.values()) families.add(doc.family());
        return List.copyOf(families);
    }

    private static String resource(String id) {
        try (InputStream in = Catalog.class.getResourceAsStream("/dev/snarl/rules/" + id + ".md")) {
            if (in == null) throw new PageException("rules/" + id + ".md", 0, "the rule has no page", "write it, with the front matter and headings of the other pages");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PageException("rules/" + id + ".md", 0, "cannot be read (" + e.getMessage() + ")", "check the installation");
        }
    }
}
