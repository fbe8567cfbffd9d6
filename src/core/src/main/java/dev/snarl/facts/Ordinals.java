package dev.snarl.facts;

/** Numbers equal objects in the order of their first appearance: an open-addressed table without boxing. Not for several threads. */
final class Ordinals {
    static final int ABSENT = -1;

    private Object[] keys;
    private int[] numbers;
    private int size;

    /** @param slots a power of two; the table grows when half of them are taken */
    Ordinals(int slots) {
        keys = new Object[slots];
        numbers = new int[slots];
    }

    /** The number of {@code key}, or {@link #ABSENT}. */
    int get(Object key) {
        int slot = slot(keys, key);
        return keys[slot] == null ? ABSENT : numbers[slot];
    }

    /** Gives the next number to a key that is absent. */
    void add(Object key) {
        if (size * 2 >= keys.length) grow();
        int slot = slot(keys, key);
        keys[slot] = key;
        numbers[slot] = size++;
    }

    private void grow() {
        Object[] wider = new Object[keys.length * 4];
        int[] widerNumbers = new int[wider.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == null) continue;
            int slot = slot(wider, keys[i]);
            wider[slot] = keys[i];
            widerNumbers[slot] = numbers[i];
        }
        keys = wider;
        numbers = widerNumbers;
    }

    private static int slot(Object[] table, Object key) {
        int h = key.hashCode() * 0x9E3779B9;
        int mask = table.length - 1;
        int i = (h ^ h >>> 16) & mask;
        while (table[i] != null && !table[i].equals(key)) i = i + 1 & mask;
        return i;
    }
}
