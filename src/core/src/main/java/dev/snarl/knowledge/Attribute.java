package dev.snarl.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attributes that a line can have, and the form of their values. */
enum Attribute {
    ARG(Form.INDEXES), BLOCKS(Form.FLAG), CLOSURE(Form.WORDS), DAEMON(Form.FLAG_OR_INDEX), ENGINE(Form.WORDS), EXECUTOR(Form.INDEXES), EXTENDS(Form.NAMES),
    FACTORY(Form.INDEXES), FUNCTIONAL(Form.NAMES), HANDLER(Form.INDEXES), INTERRUPTIBLE(Form.FLAG), KIND(Form.WORDS), LAZY(Form.FLAG),
    MAXIMUM(Form.INDEXES), MODE(Form.WORDS), NAME(Form.INDEXES), PERIODIC(Form.FLAG), QUEUE(Form.INDEXES), SINGLE(Form.FLAG),
    SIZE(Form.INDEXES), TASK(Form.TASK), THREAD(Form.WORDS), THREADS(Form.WORDS), TIMED(Form.FLAG), WHEN(Form.WORDS);

    private enum Form {
        FLAG("yes"), INDEXES("a zero-based argument index"), FLAG_OR_INDEX("yes or a zero-based argument index"),
        TASK("this or zero-based argument indexes, as 0 or 0,1"), WORDS("words of lower-case letters and hyphens"), NAMES("names, separated by commas");

        private final String description;

        Form(String description) {
            this.description = description;
        }

        boolean fits(String value) {
            if (this == FLAG || this == FLAG_OR_INDEX && value.equals("yes")) {
                return value.equals("yes");
            }
            if (this == TASK && value.equals("this")) {
                return true;
            }
            int letters = 0;
            for (int i = 0; i < value.length(); i++) {
                char letter = value.charAt(i);
                if (letter == ',' && letters > 0) {
                    letters = 0;
                } else if (!allows(letter) || ++letters > longest()) {
                    return false;
                }
            }
            return letters > 0;
        }

        /** No method has more than 255 arguments. */
        private int longest() {
            return this == WORDS || this == NAMES ? Integer.MAX_VALUE : 3;
        }

        private boolean allows(char letter) {
            return switch (this) {
                case WORDS -> letter >= 'a' && letter <= 'z' || letter == '-';
                case NAMES -> Character.isJavaIdentifierPart(letter) || letter == '.';
                case FLAG, INDEXES, FLAG_OR_INDEX, TASK -> letter >= '0' && letter <= '9';
            };
        }
    }

    private static final Map<String, Attribute> BY_KEY = new LinkedHashMap<>();

    static {
        for (Attribute attribute : values()) {
            BY_KEY.put(attribute.name().toLowerCase(Locale.ROOT), attribute);
        }
    }

    /** All keys, in alphabetical order. */
    static final List<String> KEYS = List.copyOf(BY_KEY.keySet());

    private final Form form;

    Attribute(Form form) {
        this.form = form;
    }

    /** The attribute with this key, null if there is none. */
    static Attribute of(String key) {
        return BY_KEY.get(key);
    }

    boolean fits(String value) {
        return form.fits(value);
    }

    /** What a value must be, in words. */
    String form() {
        return form.description;
    }
}
