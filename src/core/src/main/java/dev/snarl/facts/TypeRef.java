package dev.snarl.facts;

import java.util.List;

/**
 * A type as it is written: not yet resolved. {@code name} is the dotted name in the source ("Map.Entry"), a primitive, "void", "var",
 * a type variable, or "?" for a bare wildcard.
 *
 * @param wildcard 0 for none, '+' for {@code ? extends name}, '-' for {@code ? super name}, '*' for {@code ?}
 * @param dims     array dimensions
 */
public record TypeRef(String name, List<TypeRef> args, int dims, char wildcard) {
    public static final TypeRef VOID = of("void");
    public static final TypeRef VAR = of("var");

    public TypeRef {
        args = List.copyOf(args);
    }

    public static TypeRef of(String name) {
        return new TypeRef(name, List.of(), 0, (char) 0);
    }

    public boolean isVar() {
        return name.equals("var") && dims == 0 && args.isEmpty();
    }

    /** The last segment of the name. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public TypeRef withDims(int value) {
        return value == dims ? this : new TypeRef(name, args, value, wildcard);
    }

    @Override
    public String toString() {
        StringBuilder b = new StringBuilder();
        if (wildcard == '+') b.append("? extends ");
        if (wildcard == '-') b.append("? super ");
        b.append(name);
        if (!args.isEmpty()) {
            b.append('<');
            for (int i = 0; i < args.size(); i++) b.append(i > 0 ? ", " : "").append(args.get(i));
            b.append('>');
        }
        return b.append("[]".repeat(dims)).toString();
    }
}
