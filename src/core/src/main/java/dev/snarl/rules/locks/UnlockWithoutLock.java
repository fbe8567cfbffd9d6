package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.Set;

/** An unlock, most often in a finally, that is come to although the lock was not taken. */
public final class UnlockWithoutLock implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Set<String> types = LockKinds.types(program);
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(LockKinds.names(program, LockKinds.LOCK, Role.RELEASE))) {
            if (!m.owner().unit().reported() || fates.inTest(m) || LockKinds.inside(m, types)) continue;
            Interpretation in = program.interpret(m);
            for (UnheldRelease.Lapse l : new UnheldRelease(program, in, LockKinds.LOCK).lapses()) tell(in, l, findings);
        }
    }

    private static void tell(Interpretation in, UnheldRelease.Lapse l, MethodFindings findings) {
        Method m = in.method();
        String lock = LockName.of(in.typing(), l.release().receiver());
        String taking = l.taking().name() + "()";
        String way = switch (l.why()) {
            case INTERRUPTED -> "its " + taking + " stands inside the try and may be interrupted";
            case REFUSED -> taking + " may answer that it did not get the lock";
            case EARLIER_CALL -> LockName.of(in.typing(), new Value.Result(l.thrower().id())) + " stands inside the try before " + taking + " and may throw";
            case EARLIER_EXIT -> "the try can be left before " + taking;
            case TWICE -> "it is unlocked inside the try already";
            case INSIDE -> taking + " stands inside the try: if it fails, the finally still runs";
        };
        Confidence confidence = switch (l.why()) {
            case INTERRUPTED, EARLIER_EXIT -> Confidence.HIGH;
            case INSIDE -> Confidence.LOW;
            default -> Confidence.MEDIUM;
        };
        // What has to move is pointed at.
        boolean atRelease = l.why() == UnheldRelease.Why.REFUSED || l.why() == UnheldRelease.Why.TWICE;
        findings.at(m, atRelease ? l.release().span() : l.taking().span(), lock).evidence(l.why() == UnheldRelease.Why.INSIDE ? "the taking call is not in front of the try"
                        : "on this way nothing between the start and the unlock() takes the lock")
                .related(atRelease ? l.taking().span() : l.release().span(), atRelease ? "taken here" : "unlocked here")
                .step(l.at(), switch (l.why()) {
                    case INTERRUPTED -> taking + " throws InterruptedException, the lock is not held";
                    case REFUSED -> taking + " gives false, the lock is not held";
                    case EARLIER_CALL -> "throws, the lock is not taken yet";
                    case EARLIER_EXIT -> "leaves, the lock is not taken yet";
                    case TWICE -> "gives the lock back";
                    case INSIDE -> taking + " fails";
                }).step(l.release().span(), "unlocks " + lock + ", which the thread does not own")
                .tell(confidence, m.label() + " can come to " + lock + ".unlock() without holding the lock: " + way
                                + ". The IllegalMonitorStateException of unlock() then hides what went wrong first.",
                        l.why() == UnheldRelease.Why.REFUSED ? "Unlock only if the result was true." : l.why() == UnheldRelease.Why.TWICE ? "Leave one of the two." : "Take the lock right before the try.");
    }
}
