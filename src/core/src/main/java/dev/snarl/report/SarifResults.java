package dev.snarl.report;

import com.contrastsecurity.sarif.CodeFlow;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.ThreadFlow;
import com.contrastsecurity.sarif.ThreadFlowLocation;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Findings as SARIF results. */
final class SarifResults {
    private final SarifRules rules;
    private final SourceTexts texts;
    private final int mostSteps;

    SarifResults(SarifRules rules, SourceTexts texts, int mostSteps) {
        this.rules = rules;
        this.texts = texts;
        this.mostSteps = mostSteps;
    }

    /** One result per finding, in their order. Each source file is asked for once, and kept no longer than its findings need it. */
    List<Result> of(List<Finding> findings) {
        Map<String, List<Integer>> byFile = new TreeMap<>();
        for (int i = 0; i < findings.size(); i++) byFile.computeIfAbsent(findings.get(i).site().path(), k -> new ArrayList<>()).add(i);
        Result[] results = new Result[findings.size()];
        byFile.forEach((path, indices) -> {
            Optional<List<String>> lines = texts.lines(path);
            TreeSet<Integer> wanted = new TreeSet<>();
            for (int i : indices) wanted.add(findings.get(i).site().span().line());
            Map<Integer, String> hashes = lines.isPresent() ? LineHashes.of(lines.get(), wanted) : Map.of();
            for (int i : indices) results[i] = result(findings.get(i), lines, hashes);
        });
        return List.of(results);
    }

    private Result result(Finding finding, Optional<List<String>> lines, Map<Integer, String> hashes) {
        Site site = finding.site();
        Location place = SarifPlaces.within(SarifPlaces.primary(site), finding.member());
        SarifPlaces.snippet(place, site.span(), lines);
        Result result = new Result()
                .withRuleId(finding.rule())
                .withRuleIndex(rules.index(finding.rule()))
                .withLevel(level(finding.level()))
                .withMessage(new Message().withText(message(finding)))
                .withLocations(List.of(place))
                .withPartialFingerprints(fingerprints(finding, hashes.get(site.span().line())))
                .withRank(rank(finding))
                .withProperties(properties(finding));
        if (!finding.related().isEmpty()) result.setRelatedLocations(related(finding.related()));
        if (finding.threads().stream().anyMatch(t -> !t.steps().isEmpty())) result.setCodeFlows(List.of(flow(finding.threads())));
        return result;
    }

    /** The message, the evidence, links to the related places by their ids, and the remedy: a paragraph each, ending in a full stop. */
    private static String message(Finding finding) {
        StringJoiner out = new StringJoiner("\n");
        out.add(sentence(unlinked(finding.message())));
        StringJoiner evidence = new StringJoiner("; ", "Because: ", ".");
        for (String reason : finding.evidence()) evidence.add(unlinked(reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason));
        if (!finding.evidence().isEmpty()) out.add(evidence.toString());
        StringJoiner links = new StringJoiner(", ", "See ", ".");
        for (int i = 0; i < finding.related().size(); i++) links.add("[" + label(finding.related().get(i)) + "](" + (i + 1) + ")");
        if (!finding.related().isEmpty()) out.add(links.toString());
        if (!finding.remedy().isBlank()) out.add(sentence(unlinked(finding.remedy())));
        return out.toString();
    }

    private static String label(Related related) {
        String label = related.label().isBlank() ? "here" : ShownText.line(related.label());
        return label.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }

    /** Keeps {@code a[i](1)} in a message from being read as a link. */
    private static String unlinked(String text) {
        return ShownText.lines(text).replace("](", "] (");
    }

    private static String sentence(String text) {
        String s = text.strip();
        return s.isEmpty() || s.endsWith(".") || s.endsWith("!") || s.endsWith("?") ? s : s + ".";
    }

    private static Result.Level level(Level level) {
        return Result.Level.fromValue(level == Level.OFF ? Level.NOTE.word() : level.word());
    }

    private static double rank(Finding finding) {
        switch (finding.confidence()) {
            case HIGH:
                return 90;
            case MEDIUM:
                return 60;
            default:
                return 30;
        }
    }

    private static PropertyBag properties(Finding finding) {
        PropertyBag bag = new PropertyBag();
        bag.setAdditionalProperty("confidence", finding.confidence().word());
        return bag;
    }

    private static PartialFingerprints fingerprints(Finding finding, String lineHash) {
        PartialFingerprints prints = new PartialFingerprints();
        if (lineHash != null) prints.setAdditionalProperty("primaryLocationLineHash", lineHash);
        if (!finding.fingerprint().isEmpty()) prints.setAdditionalProperty("snarlFinding/v1", finding.fingerprint());
        return prints;
    }

    private static Set<Location> related(List<Related> places) {
        Set<Location> out = new LinkedHashSet<>();
        for (int i = 0; i < places.size(); i++) {
            Location place = SarifPlaces.location(places.get(i).site()).withId(i + 1);
            if (!places.get(i).label().isBlank()) place.setMessage(SarifPlaces.message(places.get(i).label()));
            out.add(place);
        }
        return out;
    }

    /** One flow with a thread flow per thread; the execution order runs over all of them. */
    private CodeFlow flow(List<ThreadTrace> threads) {
        int steps = threads.stream().mapToInt(t -> t.steps().size()).sum();
        int room = mostSteps;
        List<ThreadFlow> flows = new ArrayList<>();
        for (ThreadTrace thread : threads) {
            List<Step> kept = thread.steps().subList(0, Math.min(room, thread.steps().size()));
            room -= kept.size();
            if (kept.isEmpty()) continue;
            flows.add(new ThreadFlow().withId(ShownText.line(thread.thread())).withLocations(kept.stream().map(SarifResults::step).toList()));
        }
        CodeFlow flow = new CodeFlow().withThreadFlows(flows);
        if (steps > mostSteps) flow.setMessage(SarifPlaces.message("The first " + mostSteps + " of " + steps + " steps."));
        return flow;
    }

    private static ThreadFlowLocation step(Step step) {
        Location place = SarifPlaces.within(SarifPlaces.location(step.site()), step.member()).withMessage(SarifPlaces.message(step.text()));
        ThreadFlowLocation at = new ThreadFlowLocation().withLocation(place);
        if (step.order() > 0) at.setExecutionOrder(step.order());
        return at;
    }
}
