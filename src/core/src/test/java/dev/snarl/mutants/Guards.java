package dev.snarl.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every guard of a file that matters and can be taken out. */
final class Guards {
    private Guards() {}

    /** In the order of kinds, then lines; nothing for a text that does not parse. */
    static List<Mutant> of(String path, String text) {
        List<Mutant> found = new ArrayList<>();
        JavaText.of(path, text).ifPresent(file -> {
            new LockGuards(file, found).find();
            new AtomicFields(file, found).find();
            new LifeGuards(file, found).find();
        });
        found.sort(Comparator.comparing(Mutant::kind).thenComparing(Mutant::line).thenComparing(Mutant::what));
        return found;
    }
}
