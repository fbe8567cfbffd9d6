package dev.snarl.report;

import dev.snarl.facts.Level;

/** The colours of a text report, by what they mean. Only the 16 colours of every terminal, so that its theme stays in charge. */
enum Ink {
    ERROR("1;31"), WARNING("1;33"), NOTE("1;36"), STRONG("1"), FRAME("34"), RELATED("1;34"), FAINT("2"), HELP("1;32"), FIRST_THREAD("36"), SECOND_THREAD("35");

    final String code;

    Ink(String code) {
        this.code = code;
    }

    static Ink of(Level level) {
        if (level == Level.ERROR) return ERROR;
        return level == Level.WARNING ? WARNING : NOTE;
    }

    static Ink ofThread(int index) {
        return index % 2 == 0 ? FIRST_THREAD : SECOND_THREAD;
    }
}
