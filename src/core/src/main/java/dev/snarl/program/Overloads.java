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
        for (int i = 0; i < types.length; i++) types[i] = Typing.isFunction(args.get(i)) ? null : erased(typing.typeOf(args.get(i)));
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

    private Type erased(Type t) {
        return t.kind() == Type.Kind.VARIABLE ? typing.bounded(t.withDims(0)).withDims(t.dims()) : t;
    }

    /** -1: does not apply; else the higher the closer. */
    private int score(MethodDecl m, List<Value> args, Type[] types) {
        List<Type> params = m.paramTypes();
        int last = params.size() - 1;
        boolean spread = m.varargs() && !(args.size() == params.size() && fillsArray(args.get(last), types[last], params.get(last)));
        int score = 0;
        boolean sure = true;
        for (int i = 0; i < args.size(); i++) {
            Type p = params.get(Math.min(i, last));
            if (spread && i >= last) p = p.withDims(Math.max(0, p.dims() - 1));
            int s = types[i] == null ? functionScore(args.get(i), p) : p.kind() == Type.Kind.VARIABLE ? toVariable(types[i], p, m) : assignable(types[i], p);
            if (s < 0) return -1;
            sure &= s > UNKNOWN;
            score += s;
        }
        // A method of fixed arity that fits comes before every one that takes any number.
        return spread ? score : score + (sure ? 100 : 2);
    }

    private static boolean fillsArray(Value arg, Type type, Type param) {
        return type != null && (type == Type.NULL || type.dims() == param.dims() || type.dims() > param.dims());
    }

    private static int toVariable(Type from, Type variable, MethodDecl m) {
        if (!from.known()) return UNKNOWN;
        if (from == Type.NULL) return WIDER;
        if (from.dims() < variable.dims()) return -1;
        boolean primitive = from.kind() == Type.Kind.PRIMITIVE;
        if (variable.dims() > 0) return from.dims() == variable.dims() && primitive ? -1 : SUBTYPE;
        Type bound = m.typeParams().contains(variable.name()) ? m.erasure(variable.name()) : m.owner().erasure(variable.name());
        if (!bound.known() || bound.is("java.lang.Object")) return primitive && from.dims() == 0 ? BOXED : WIDER;
        return Math.min(assignable(from, bound), SUBTYPE);
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

    private static final int UNKNOWN = 1;
    /** As in Java, boxing is thought of only where nothing fits without. */
    private static final int BOXED = 2;
    private static final int WIDER = 4;
    private static final int SUBTYPE = 5;
    private static final int SAME = 6;

    /** -1 where it cannot be, else the higher the closer. */
    static int assignable(Type from, Type to) {
        if (to.kind() == Type.Kind.VARIABLE) return from.isPrimitive() && from != Type.NULL ? BOXED : WIDER;
        if (!from.known() || !to.known()) return from.isPrimitive() != to.isPrimitive() && from.known() && from.dims() == 0 && to.dims() == 0
                && to.known() ? -1 : UNKNOWN;
        if (from == Type.NULL) return to.isPrimitive() ? -1 : WIDER;
        if (from.dims() != to.dims()) return to.is("java.lang.Object") && from.dims() > 0 ? WIDER : to.dims() == 0 && from.isArray()
                && (to.is("java.lang.Cloneable") || to.is("java.io.Serializable")) ? WIDER : -1;
        if (from.name().equals(to.name())) return SAME;
        if (from.dims() > 0 && (from.elementDecl() == null || to.elementDecl() == null)) return -1;
        if (from.isPrimitive() && to.isPrimitive()) return widens(from.name(), to.name()) ? WIDER : -1;
        if (from.isPrimitive()) return boxes(from.name(), to) ? BOXED : -1;
        if (to.isPrimitive()) {
            String unboxed = unboxed(from.name());
            return unboxed == null ? -1 : unboxed.equals(to.name()) || widens(unboxed, to.name()) ? BOXED : -1;
        }
        if (to.name().equals("java.lang.Object")) return WIDER;
        Tri sub = from.elementDecl().isA(to.name());
        return sub.yes() ? SUBTYPE : sub.no() ? -1 : UNKNOWN;
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
