package dev.snarl.extract;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.NodeList;
import dev.snarl.facts.Mods;

/** Written modifiers as bits. */
final class Modifiers {
    private Modifiers() {}

    static int of(NodeList<Modifier> modifiers) {
        int bits = 0;
        for (int i = 0, n = modifiers.size(); i < n; i++) bits |= bit(modifiers.get(i).getKeyword());
        return bits;
    }

    private static int bit(Modifier.Keyword keyword) {
        return switch (keyword) {
            case PUBLIC -> Mods.PUBLIC;
            case PRIVATE -> Mods.PRIVATE;
            case PROTECTED -> Mods.PROTECTED;
            case STATIC -> Mods.STATIC;
            case FINAL -> Mods.FINAL;
            case SYNCHRONIZED -> Mods.SYNCHRONIZED;
            case VOLATILE -> Mods.VOLATILE;
            case TRANSIENT -> Mods.TRANSIENT;
            case NATIVE -> Mods.NATIVE;
            case ABSTRACT -> Mods.ABSTRACT;
            case STRICTFP -> Mods.STRICTFP;
            case DEFAULT -> Mods.DEFAULT;
            case SEALED -> Mods.SEALED;
            case NON_SEALED -> Mods.NON_SEALED;
            case TRANSITIVE -> 0;
        };
    }
}
