package dev.snarl.rules.contracts;

import dev.snarl.program.Tri;

/**
 * Whether a type keeps a contract.
 *
 * @param why where it certainly does not: the reason, to follow a colon; else empty
 */
record Verdict(Tri keeps, String why) {
    static final Verdict YES = new Verdict(Tri.YES, "");
    static final Verdict UNKNOWN = new Verdict(Tri.UNKNOWN, "");

    static Verdict no(String why) {
        return new Verdict(Tri.NO, why);
    }
}
