package dev.snarl.report;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptor;
import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** The rules as SARIF describes them: those of the catalogue in its order, then any that only a finding names. */
final class SarifRules {
    /** Code hosts take no more. */
    private static final int MOST_TAGS = 20;

    private final Set<ReportingDescriptor> descriptors = new LinkedHashSet<>();
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    SarifRules(Catalog catalog, SortedSet<String> reported) {
        for (RuleDoc doc : catalog.docs()) add(doc.id(), described(doc));
        for (String id : reported) {
            if (!indices.containsKey(id)) add(id, new ReportingDescriptor().withId(id));
        }
    }

    Set<ReportingDescriptor> descriptors() {
        return descriptors;
    }

    int index(String id) {
        return indices.get(id);
    }

    private void add(String id, ReportingDescriptor descriptor) {
        indices.put(id, indices.size());
        descriptors.add(descriptor);
    }

    private static ReportingDescriptor described(RuleDoc doc) {
        return new ReportingDescriptor()
                .withId(doc.id())
                .withName(pascal(doc.id()))
                .withShortDescription(new MultiformatMessageString().withText(sentence(doc.title())))
                .withFullDescription(new MultiformatMessageString().withText(sentence(doc.summary())))
                .withHelp(new MultiformatMessageString().withText(doc.markdown()).withMarkdown(doc.markdown()))
                .withDefaultConfiguration(configuration(doc.level()))
                .withProperties(properties(doc));
    }

    private static ReportingConfiguration configuration(String level) {
        boolean off = level.equals("off");
        return new ReportingConfiguration().withEnabled(!off).withLevel(ReportingConfiguration.Level.fromValue(off ? "note" : level));
    }

    private static PropertyBag properties(RuleDoc doc) {
        Set<String> tags = new LinkedHashSet<>();
        tags.add("concurrency");
        tags.add(doc.family());
        for (int cwe : doc.cwe()) {
            // Code hosts file a rule by a tag of three digits at least.
            if (tags.size() < MOST_TAGS) tags.add(String.format("external/cwe/cwe-%03d", cwe));
        }
        PropertyBag bag = new PropertyBag();
        bag.setTags(tags);
        bag.setAdditionalProperty("precision", doc.precision());
        bag.setAdditionalProperty("problem.severity", severity(doc.level()));
        return bag;
    }

    private static String severity(String level) {
        return level.equals("error") || level.equals("warning") ? level : "recommendation";
    }

    private static String sentence(String text) {
        return text.matches("(?s).*[.!?]") ? text : text + ".";
    }

    private static String pascal(String id) {
        StringBuilder out = new StringBuilder();
        for (String word : id.split("-")) out.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        return out.toString();
    }
}
