package dev.snarl.rules.contracts;

import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;

/** A type that is declared thread-safe has state that threads share without protection. */
public final class ThreadsafeContract implements Rule {
    @Override
    public void check(Program program, Findings out) {
        ContractCheck check = new ContractCheck(program, Contract.THREAD_SAFE, out);
        check.run();
        check.arguments().run();
        check.captures().run();
    }
}
