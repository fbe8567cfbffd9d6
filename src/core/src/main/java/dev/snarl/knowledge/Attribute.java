package dev.snarl.knowledge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/** The attributes that a line can have, and the form of their values. */
enum Attribute {
    ARG(Form.INDEXES), BLOCKS(Form.FLAG), CLOSURE(Form.WORDS), DAEMON(Form.FLAG_OR_INDEX), ENGINE(Form.WORDS), EXECUTOR(Form.INDEXES), EXTENDS(Form.NAMES),
    FACTORY(Form.INDEXES), FUNCTIONAL(Form.NAMES), HANDLER(Form.INDEXES), INTERRUPTIBLE(Form.FLAG), KIND(Form.WORDS), LAZY(Form.FLAG),
    MAXIMUM(Form.INDEXES), MODE(Form.WORDS), NAME(Form.INDEXES), PERIODIC(Form.FLAG), QUEUE(Form.INDEXES), SINGLE(Form.FLAG), SIZE(Form.INDEXES), TASK(Form.TASK), THREAD(Form.WORDS), THREADS(Form.WORDS), TIMED(Form.FLAG),
    WHEN(Form.WORDS);

    private enum Form {
        FLAG("yes"), INDEXES("a zero-based argument index"), FLAG_OR_INDEX("yes or a zero-based argument index"),
        TASK("this or zero-based argument indexes, as 0 or 0,1"), WORDS("words of lower-case letters and hyphens"), NAMES("names, separated by commas");

        private final String description;

        Form(String description) {
            this.description = description;
        }

        boolean fits(String value) {
            return switch (this) {
                case FLAG -> value.equals("yes");
                case INDEXES -> indexes(value);
                case FLAG_OR_INDEX -> value.equals("yes") || indexes(value);
                case TASK -> value.equals("this") || indexes(value);
                case WORDS -> parts(value, c -> c >= 'a' && c <= 'z' || c == '-');
                case NAMES -> parts(value, c -> Character.isJavaIdentifierPart(c) || c == '.');
            };
        }

        private static boolean indexes(String value) {
            return parts(value, c -> c >= '0' && c <= '9');
        }

        private static boolean parts(String value, IntPredicate letter) {
            return Arrays.stream(value.split(",", -1)).allMatch(part -> !part.isEmpty() && part.chars().allMatch(letter));
        }
    }

    private static final Map<String, Attribute> BY_KEY = new HashMap<>();
    static final List<String> KEYS;

    static {
        for (Attribute attribute : values()) {
            BY_KEY.put(attribute.name().toLowerCase(Locale.ROOT), attribute);
        }
        KEYS = BY_KEY.keySet().stream().sorted().toList();
    }

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
