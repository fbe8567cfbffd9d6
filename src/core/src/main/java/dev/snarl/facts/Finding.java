package dev.snarl.facts;

import java.util.List;

/**
 * One hazard in the scanned sources.
 *
 * @param rule       the rule's id
 * @param level      the level it is reported at
 * @param confidence by the strength of the evidence
 * @param site       the tight primary region: an expression or a name, never a whole method
 * @param member     the enclosing member as the reader knows it ("Counter.add"), or the type for a field's own finding
 * @param message    the first sentence stands alone: it names the field, the lock and the other thread
 * @param evidence   why the state is shared or the path possible, one plain sentence each; may be empty
 * @param related    labelled places, most telling first
 * @param threads    the interleaving: one trace for a path, two for a race or a deadlock (with one order over both); may be empty
 * @param remedy     what to do, in one sentence; never null, may be empty
 * @param identity   what stays equal when lines move: the input of the fingerprint (for a race rule, type and field; never a line number)
 * @param fingerprint the hash of rule and identity, with an ordinal among equals; set by the engine, empty before
 */
public record Finding(
        String rule, Level level, Confidence confidence, Site site, String member, String message, List<String> evidence,
        List<Related> related, List<ThreadTrace> threads, String remedy, String identity, String fingerprint) {
    public Finding {
        evidence = List.copyOf(evidence);
        related = List.copyOf(related);
        threads = List.copyOf(threads);
    }

    public Finding withFingerprint(String value) {
        return new Finding(rule, level, confidence, site, member, message, evidence, related, threads, remedy, identity, value);
    }

    public Finding withLevel(Level value) {
        return new Finding(rule, value, confidence, site, member, message, evidence, related, threads, remedy, identity, fingerprint);
    }
}
