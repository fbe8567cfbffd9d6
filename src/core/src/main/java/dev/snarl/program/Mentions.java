package dev.snarl.program;

import dev.snarl.facts.BodyCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which bodies hold which words, read once from their tables of strings. Safe for use by several threads once made. */
final class Mentions {
    private final List<Method> methods;
    /** Each of a range of methods, for the words of which it lists the ids. */
    private final Map<String, Ids>[] parts;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Mentions(List<Method> methods, int threads) {
        this.methods = methods;
        this.parts = new Map[Math.max(1, threads)];
        AtomicInteger next = new AtomicInteger();
        int size = (methods.size() + parts.length - 1) / parts.length;
        Workers.run(parts.length, () -> {
            for (int p; (p = next.getAndIncrement()) < parts.length; ) parts[p] = part(methods, p * size, Math.min(methods.size(), (p + 1) * size));
        });
    }

    private static Map<String, Ids> part(List<Method> methods, int from, int to) {
        Map<String, Ids> out = new HashMap<>(1 << 14);
        for (int i = from; i < to; i++) {
            Method m = methods.get(i);
            int id = m.id();
            if (m.hasBody()) BodyCodec.words(m.encoded(), w -> out.computeIfAbsent(w, k -> new Ids()).add(id));
        }
        return out;
    }

    /** The methods whose bodies hold any of the words, in order. */
    List<Method> of(Collection<String> words) {
        BitSet ids = new BitSet(methods.size());
        for (Map<String, Ids> part : parts) {
            for (String w : words) {
                Ids found = part.get(w);
                if (found != null) found.addTo(ids);
            }
        }
        return inOrder(ids);
    }

    /** The methods whose bodies hold any word that a test takes, in order. */
    List<Method> of(Predicate<String> word) {
        BitSet ids = new BitSet(methods.size());
        for (Map<String, Ids> part : parts) {
            for (Map.Entry<String, Ids> e : part.entrySet()) if (word.test(e.getKey())) e.getValue().addTo(ids);
        }
        return inOrder(ids);
    }

    private List<Method> inOrder(BitSet ids) {
        List<Method> out = new ArrayList<>(ids.cardinality());
        for (int i = ids.nextSetBit(0); i >= 0; i = ids.nextSetBit(i + 1)) out.add(methods.get(i));
        return out;
    }

    /** A growing list of numbers that come in their order. */
    private static final class Ids {
        private int[] ids = new int[2];
        private int size;

        void add(int id) {
            if (size > 0 && ids[size - 1] == id) return;
            if (size == ids.length) ids = Arrays.copyOf(ids, size * 2);
            ids[size++] = id;
        }

        void addTo(BitSet out) {
            for (int i = 0; i < size; i++) out.set(ids[i]);
        }
    }
}
