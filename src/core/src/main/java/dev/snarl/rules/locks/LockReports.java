package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what one rule says about locks: one finding for a field, however many statements lock it, and one for each other place. Used by one thread. */
final class LockReports {
    private static final int SHOWN = 4;

    /** What is wrong with a lock, said once. */
    record Fault(Confidence confidence, String message, List<String> evidence, List<Related> related, List<ThreadTrace> threads, String remedy) {
        Fault(Confidence confidence, String message, List<String> evidence, List<Related> related, String remedy) {
            this(confidence, message, evidence, related, List.of(), remedy);
        }
    }

    private record Entry(Fault fault, Site site, String member, String identity, List<Related> also) {}

    private final String rule;
    private final Map<Object, Entry> byLock = new LinkedHashMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();

    LockReports(String rule) {
        this.rule = rule;
    }

    /** Whether the field has its finding; then the use is noted there. */
    boolean known(Field f, MonitorUse use) {
        Entry e = f == null ? null : byLock.get(f);
        if (e == null) return false;
        Site site = Program.site(use.method(), use.at());
        if (e.also.size() < SHOWN && !site.equals(e.site)) e.also.add(new Related(site, use.region() == null ? "used here too" : "locked here too"));
        return true;
    }

    /** Takes a fault of a field's lock, or with null of the lock of this one place. */
    void add(Field f, MonitorUse use, Fault fault) {
        String base = f != null ? f.key() : use.method().key() + "|" + use.name();
        int ordinal = ordinals.merge(base, 1, Integer::sum);
        Entry e = new Entry(fault, Program.site(use.method(), use.at()), use.method().label(), f != null ? base : base + "|" + ordinal, new ArrayList<>());
        byLock.put(f != null ? f : base + "|" + ordinal, e);
    }

    void into(Findings out) {
        for (Entry e : byLock.values()) {
            List<Related> related = new ArrayList<>(e.fault.related());
            related.addAll(e.also);
            out.add(new Finding(rule, null, e.fault.confidence(), e.site, e.member, e.fault.message(), e.fault.evidence(), related, e.fault.threads(), e.fault.remedy(), e.identity, ""));
        }
    }
}
