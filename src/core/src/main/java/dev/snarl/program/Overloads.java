package dev.snarl.program;

import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Chooses among overloads by arity, lambda shape and the argument types that are known. */
final class Overloads {
    private final Typing typing;

    Overloads(Typing typing) {
        this.typing = typing;
    }

    List<MethodDecl> applicable(List<MethodDecl> methods, List<Value> args) {
        List<MethodDecl> byArity = new ArrayList<>(methods.size());
        for (MethodDecl m : methods) if (m.acceptsArity(args.size())) byArity.add(m);
        if (byArity.size() <= 1) return byArity;
        Type[] types = new Type[args.size()];
        for (int i = 0; i < types.length; i++) types[i] = Typing.isFunction(args.get(i)) ? null : typing.typeOf(args.get(i));
        List<MethodDecl> fit = new ArrayList<>(byArity.size());
        int best = -1;
        for (MethodDecl m : byArity) {
            int score = score(m, args, types);
            if (score < 0) continue;
            if (score > best) {
                best = score;
                fit.clear();
            }
            if (score == best) fit.add(m);
        }
        return fit.isEmpty() ? byArity : mostSpecific(fit);
    }

    /** -1: does not apply; else the higher the closer. */
    private int score(MethodDecl m, List<Value> args, Type[] types) {
        List<Type> params = m.paramTypes();
        int score = 0;
        boolean spread = m.varargs() && !(args.size() == params.size() && types.length > 0 && (types[types.length - 1] == null
                || types[types.length - 1].dims() == params.get(params.size() - 1).dims()));
        if (!spread) score += 2;
        for (int i = 0; i < args.size(); i++) {
            Type p = i < params.size() - 1 || !spread ? params.get(Math.min(i, params.size() - 1)) : params.get(params.size() - 1);
            if (spread && i >= params.size() - 1) p = p.withDims(Math.max(0, p.dims() - 1));
            int s = types[i] == null ? functionScore(args.get(i), p) : assignable(types[i], p);
            if (s < 0) return -1;
            score += s;
        }
        return score * 4;
    }

    private int functionScore(Value v, Type param) {
        if (param.kind() == Type.Kind.VARIABLE || param.kind() == Type.Kind.UNKNOWN) return 1;
        if (param.isPrimitive() || param.isArray()) return -1;
        Decl d = param.decl();
        if (d instanceof LibraryDecl) return 1;
        MethodDecl f = typing.functional().method(d);
        if (f == null) return d.isInterface() && !d.ancestry().complete() ? 1 : -1;
        if (v instanceof Value.Lambda l) {
            var lambda = typing.body().lambdas().get(l.index());
            if (lambda.params().size() != f.paramTypes().size()) return -1;
            Boolean gives = typing.givesValue(lambda);
            boolean isVoid = f.returnType().isPrimitive() && f.returnType().name().equals("void");
            if (gives != null && gives == isVoid) return -1;
            // Of two that fit, the one that takes the value is meant, if there is certainly a value.
            return isVoid || gives == null && !typing.certainlyValue(lambda) ? 2 : 3;
        }
        return 2;
    }

    /** -1 no, 1 unknown, 2 by widening or boxing, 3 subtype, 4 same. */
    static int assignable(Type from, Type to) {
        if (to.kind() == Type.Kind.VARIABLE) return from.isPrimitive() && !from.name().equals("null") ? 1 : 2;
        if (!from.known() || !to.known()) return from.isPrimitive() != to.isPrimitive() && from.known() && from.dims() == 0 && to.dims() == 0
                && to.known() ? -1 : 1;
        if (from.name().equals("null") && from.dims() == 0) return to.isPrimitive() ? -1 : 2;
        if (from.dims() != to.dims()) return to.is("java.lang.Object") && from.dims() > 0 ? 2 : to.dims() == 0 && from.isArray()
                && (to.is("java.lang.Cloneable") || to.is("java.io.Serializable")) ? 2 : -1;
        if (from.name().equals(to.name())) return 4;
        if (from.dims() > 0 && (from.elementDecl() == null || to.elementDecl() == null)) return -1;
        if (from.isPrimitive() && to.isPrimitive()) return widens(from.name(), to.name()) ? 2 : -1;
        if (from.isPrimitive()) return boxes(from.name(), to) ? 2 : -1;
        if (to.isPrimitive()) {
            String unboxed = unboxed(from.name());
            return unboxed == null ? -1 : unboxed.equals(to.name()) || widens(unboxed, to.name()) ? 2 : -1;
        }
        Tri sub = from.elementDecl().isA(to.name());
        return sub.yes() ? 3 : sub.no() ? (to.name().equals("java.lang.Object") ? 2 : -1) : 1;
    }

    private static final String ORDER = "byte short int long float double";

    private static boolean widens(String from, String to) {
        if (from.equals("char")) return ORDER.indexOf(to) >= ORDER.indexOf("int") && ORDER.contains(to);
        int a = ORDER.indexOf(from), b = ORDER.indexOf(to);
        return a >= 0 && b >= 0 && a < b;
    }

    private static boolean boxes(String primitive, Type to) {
        String box = boxed(primitive);
        return box != null && (to.name().equals(box) || to.name().equals("java.lang.Object") || to.name().equals("java.lang.Number")
                && !primitive.equals("boolean") && !primitive.equals("char") || to.name().equals("java.lang.Comparable")
                || to.name().equals("java.io.Serializable"));
    }

    /** The class of a primitive's boxes, or null. */
    static String boxed(String primitive) {
        return switch (primitive) {
            case "int" -> "java.lang.Integer";
            case "char" -> "java.lang.Character";
            case "boolean", "byte", "short", "long", "float", "double" -> "java.lang." + Character.toUpperCase(primitive.charAt(0)) + primitive.substring(1);
            default -> null;
        };
    }

    static String unboxed(String name) {
        return switch (name) {
            case "java.lang.Integer" -> "int";
            case "java.lang.Long" -> "long";
            case "java.lang.Double" -> "double";
            case "java.lang.Float" -> "float";
            case "java.lang.Short" -> "short";
            case "java.lang.Byte" -> "byte";
            case "java.lang.Character" -> "char";
            case "java.lang.Boolean" -> "boolean";
            default -> null;
        };
    }

    private static List<MethodDecl> mostSpecific(List<MethodDecl> fit) {
        if (fit.size() == 1) return fit;
        for (MethodDecl m : fit) {
            boolean all = true;
            for (MethodDecl o : fit) {
                if (o == m) continue;
                if (o.paramTypes().size() != m.paramTypes().size()) {
                    all = false;
                    break;
                }
                for (int i = 0; i < m.paramTypes().size() && all; i++) all = assignable(m.paramTypes().get(i), o.paramTypes().get(i)) >= 1;
            }
            if (all) return List.of(m);
        }
        return fit;
    }
}
