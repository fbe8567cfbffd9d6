package dev.snarl.rules.contracts;

import dev.snarl.facts.TypeRef;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type with its arguments as they are written, those of types that are not known included.
 *
 * @param type     without arguments
 * @param wildcard as in {@link TypeRef}
 */
record Shape(Type type, List<Shape> args, char wildcard) {
    static Shape of(TypeRef ref, SourceType context, Method method, Program program) {
        TypeRef bare = new TypeRef(ref.name(), List.of(), ref.dims(), ref.wildcard() == '*' ? '*' : (char) 0);
        List<Shape> args = new ArrayList<>(ref.args().size());
        for (TypeRef a : ref.args()) args.add(of(a, context, method, program));
        return new Shape(program.universe().resolve(bare, context, method), args, ref.wildcard());
    }

    static Shape of(Type t) {
        List<Shape> args = new ArrayList<>(t.args().size());
        for (Type a : t.args()) args.add(of(a));
        return new Shape(t, args, (char) 0);
    }

    /** With the variables replaced that stand in the map. */
    Shape with(Map<String, Shape> variables) {
        if (type.kind() == Type.Kind.VARIABLE) {
            Shape s = variables.get(type.name());
            if (s == null) return this;
            return type.dims() == 0 ? new Shape(s.type, s.args, wildcard == 0 ? s.wildcard : wildcard) : new Shape(s.type.withDims(s.type.dims() + type.dims()), s.args, wildcard);
        }
        if (args.isEmpty()) return this;
        List<Shape> out = new ArrayList<>(args.size());
        for (Shape a : args) out.add(a.with(variables));
        return new Shape(type, out, wildcard);
    }

    @Override
    public String toString() {
        if (wildcard == '*') return "?";
        String n = type.name().substring(type.name().lastIndexOf('.') + 1);
        StringBuilder b = new StringBuilder(wildcard == '+' ? "? extends " : wildcard == '-' ? "? super " : "").append(n);
        for (int i = 0; i < args.size(); i++) b.append(i == 0 ? "<" : ", ").append(args.get(i));
        return b.append(args.isEmpty() ? "" : ">").append("[]".repeat(type.dims())).toString();
    }
}
