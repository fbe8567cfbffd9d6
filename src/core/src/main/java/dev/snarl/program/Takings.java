package dev.snarl.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who takes which lock: the regions of all methods, by the key of the lock. Immutable. */
public final class Takings {
    /** A method, one of its own acquisitions, and the lock as all methods know it. */
    public record Region(Method method, Acquisition taking) {
        /** Whether the region is among what is held. */
        public boolean around(Held held) {
            for (Held.Entry e : held.entries()) if (e.lock().key().equals(taking.lock().key()) && e.at().equals(taking.span())) return true;
            return false;
        }
    }

    private final Map<String, List<Region>> byKey = new LinkedHashMap<>();

    Takings(Program program) {
        for (Method m : program.universe().methods()) {
            for (Acquisition a : program.acquisitions(m)) byKey.computeIfAbsent(shared(a.lock()), k -> new ArrayList<>(2)).add(new Region(m, a));
        }
    }

    /** The key of a lock as other classes know it: the monitor of an object in a field is what its class calls this. */
    public static String shared(Lock l) {
        return LockGraph.known(l).key();
    }

    /** The regions that take the lock with this shared key, by method and place. */
    public List<Region> of(String key) {
        return byKey.getOrDefault(key, List.of());
    }
}
