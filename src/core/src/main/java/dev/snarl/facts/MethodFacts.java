package dev.snarl.facts;

import java.util.List;

/**
 * A method, constructor or initialiser as declared.
 *
 * @param name  the method's name; {@link #CONSTRUCTOR}, {@link #STATIC_INIT} (all static field initialisers and static blocks of the
 *              type, in source order) or {@link #INSTANCE_INIT} (the same for instances; runs after super(...) in each constructor)
 * @param body  the index of the body in the file's bodies, or -1 where there is none (abstract, native)
 */
public record MethodFacts(String name, List<TypeParam> typeParams, List<ParamFacts> params, TypeRef returnType, int mods,
                          List<TypeRef> thrown, List<AnnotationFacts> annotations, Span span, Span nameSpan, int body) {
    public static final String CONSTRUCTOR = "<init>", STATIC_INIT = "<clinit>", INSTANCE_INIT = "<init-block>";

    public boolean is(int bit) {
        return Mods.has(mods, bit);
    }

    public boolean isConstructor() {
        return name.equals(CONSTRUCTOR);
    }

    /** A constructor or an initialiser: runs before the object, or the class, is published. */
    public boolean isInitializer() {
        return name.charAt(0) == '<';
    }

    public boolean varargs() {
        return is(Mods.VARARGS);
    }
}
