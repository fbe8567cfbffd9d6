package dev.snarl.inputs;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a mistyped word probably meant. Free of state. */
public final class NearName {
    private static final int FAR = 3;

    private NearName() {
    }

    /**
     * The candidate nearest to the word: at most two letters inserted, removed, replaced or swapped (one in words of three letters or fewer).
     * Among equally near ones the alphabetically first wins, so the order of the candidates does not matter.
     *
     * @return empty when no candidate is near, or when the word itself is a candidate
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        String best = null;
        int bestDistance = word.length() <= 3 ? 2 : FAR;
        for (String candidate : candidates) {
            if (candidate.equals(word)) return Optional.empty();
            int distance = candidate.equalsIgnoreCase(word) ? 1 : distance(word, candidate);
            // A word all of whose letters would change is another word.
            if (distance >= Math.max(word.length(), candidate.length())) continue;
            if (distance < bestDistance || best != null && distance == bestDistance && candidate.compareTo(best) < 0) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The suffix {@code "; did you mean X?"}, or nothing. */
    public static String hint(String word, Collection<String> candidates) {
        return of(word, candidates).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** Edit distance with swaps of neighbours as one edit; any value of three or more is answered as three. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) >= FAR) return FAR;
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) last[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            int rowBest = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int d = Math.min(Math.min(now[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d = Math.min(d, beforeLast[j - 2] + 1);
                }
                now[j] = d;
                rowBest = Math.min(rowBest, d);
            }
            if (rowBest >= FAR) return FAR;
            int[] spare = beforeLast;
            beforeLast = last;
            last = now;
            now = spare;
        }
        return Math.min(FAR, last[b.length()]);
    }
}
