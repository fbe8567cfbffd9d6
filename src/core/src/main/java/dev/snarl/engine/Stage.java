package dev.snarl.engine;

import java.util.Locale;

/** The stages of a scan, in their order. */
public enum Stage {
    COLLECT, HASH, READ, LINK, RULES, SIFT, STORE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
