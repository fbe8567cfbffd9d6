package dev.snarl.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Text from an offset (inclusive) to another (exclusive) gives way to other text. */
record Edit(int from, int to, String text) {
    /** The text with all these edits, none of which overlap. */
    static String apply(String text, List<Edit> edits) {
        List<Edit> backwards = new ArrayList<>(edits);
        backwards.sort(Comparator.comparingInt(Edit::from).reversed());
        StringBuilder changed = new StringBuilder(text);
        for (Edit e : backwards) changed.replace(e.from, e.to, e.text);
        return changed.toString();
    }
}
