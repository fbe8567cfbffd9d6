package dev.snarl.rules.contracts;

import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;

/** A type that is declared immutable, or taken for it, has parts that can change. */
public final class ImmutableContract implements Rule {
    @Override
    public void check(Program program, Findings out) {
        ContractCheck check = new ContractCheck(program, Contract.IMMUTABLE, out);
        check.run();
        check.arguments().run();
        check.captures().run();
    }
}
