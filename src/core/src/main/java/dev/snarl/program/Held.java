package dev.snarl.program;

import dev.snarl.facts.Span;
import java.util.ArrayList;
import java.util.List;

/** The locks held at one point, in the order they were taken. Immutable. */
public final class Held {
    public static final Held NONE = new Held(List.of());

    /**
     * @param must  held on every path to the point; else on some
     * @param event the event that took it, or -1 for a synchronized region, a synchronized method, or a caller
     * @param at    where it was taken
     */
    public record Entry(Lock lock, boolean must, int event, Span at) {
        Entry asMay() {
            return must ? new Entry(lock, false, event, at) : this;
        }
    }

    private final List<Entry> entries;

    private Held(List<Entry> entries) {
        this.entries = entries;
    }

    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    Held plus(Lock lock, boolean must, int event, Span at) {
        List<Entry> out = new ArrayList<>(entries.size() + 1);
        out.addAll(entries);
        out.add(new Entry(lock, must, event, at));
        return new Held(out);
    }

    /** Without the latest entry of that lock and mode; the same object when it is not held. */
    Held minus(Lock lock) {
        int at = indexOf(lock, true);
        if (at < 0) at = indexOf(lock, false);
        if (at < 0) return this;
        List<Entry> out = new ArrayList<>(entries);
        out.remove(at);
        return out.isEmpty() ? NONE : new Held(out);
    }

    private int indexOf(Lock lock, boolean sameMode) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Lock l = entries.get(i).lock();
            if (l.sameLock(lock) && (!sameMode || l.mode() == lock.mode())) return i;
        }
        return -1;
    }

    boolean has(Lock lock) {
        return indexOf(lock, false) >= 0;
    }

    /** The locks held for certain. */
    public List<Entry> must() {
        if (entries.isEmpty()) return List.of();
        List<Entry> out = new ArrayList<>(entries.size());
        for (Entry e : entries) if (e.must()) out.add(e);
        return out;
    }

    /** What is held where two paths meet: for certain only what both hold for certain. */
    static Held join(Held a, Held b) {
        if (a == b || a.entries.equals(b.entries)) return a;
        List<Entry> out = new ArrayList<>(a.entries.size() + b.entries.size());
        List<Entry> rest = new ArrayList<>(b.entries);
        for (Entry e : a.entries) {
            Entry match = null;
            for (Entry r : rest) {
                if (r.lock().sameLock(e.lock()) && r.lock().mode() == e.lock().mode()) {
                    match = r;
                    break;
                }
            }
            if (match == null) {
                out.add(e.asMay());
            } else {
                rest.remove(match);
                out.add(match.must() && e.must() ? e : e.asMay());
            }
        }
        for (Entry r : rest) out.add(r.asMay());
        return new Held(out);
    }

    static Held of(List<Entry> entries) {
        return entries.isEmpty() ? NONE : new Held(List.copyOf(entries));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Held h && h.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
