package dev.snarl.mutants;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A sample of mutants by a seed, spread over the kinds, and over the files within each kind. */
final class Draw {
    private static final int PER_FILE_AND_KIND = 2;

    private Draw() {}

    /** A mutant and the library that it is of. */
    record Drawn(Library from, Mutant mutant) {}

    /** As many as asked for where there are so many; rare kinds are taken whole, the others share what is left. Sorted by kind, library, path and line. */
    static List<Drawn> of(List<Drawn> all, int count, long seed) {
        Map<GuardKind, List<Drawn>> pools = new EnumMap<>(GuardKind.class);
        Random random = new Random(seed);
        List<Drawn> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        Map<String, Integer> taken = new HashMap<>();
        for (Drawn d : shuffled) {
            String place = d.from.name() + "/" + d.mutant.path() + " " + d.mutant.kind();
            if (taken.merge(place, 1, Integer::sum) <= PER_FILE_AND_KIND) pools.computeIfAbsent(d.mutant.kind(), k -> new ArrayList<>()).add(d);
        }
        List<Drawn> drawn = new ArrayList<>();
        for (int round = 0; drawn.size() < count; round++) {
            int before = drawn.size();
            for (List<Drawn> pool : pools.values()) if (round < pool.size() && drawn.size() < count) drawn.add(pool.get(round));
            if (drawn.size() == before) break;
        }
        drawn.sort((a, b) -> {
            int byKind = a.mutant.kind().compareTo(b.mutant.kind());
            int byLibrary = byKind != 0 ? byKind : a.from.name().compareTo(b.from.name());
            int byPath = byLibrary != 0 ? byLibrary : a.mutant.path().compareTo(b.mutant.path());
            return byPath != 0 ? byPath : a.mutant.line() - b.mutant.line();
        });
        return drawn;
    }
}
