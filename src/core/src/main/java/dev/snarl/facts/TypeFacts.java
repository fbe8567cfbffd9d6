package dev.snarl.facts;

import java.util.List;

/**
 * A type declared in a file. Nested, local and anonymous types are listed in {@link FileFacts#types()} too, each after its enclosing type.
 *
 * @param name       the name below the package: {@code Outer.Inner}; a local type is {@code Outer$1Local}, an anonymous one {@code Outer$1}
 *                   (numbered in source order within the outermost type)
 * @param simpleName empty for an anonymous type
 * @param outer      the index of the lexically enclosing type in the file, or -1
 * @param outerMethod for a local or anonymous type the index, in the enclosing type's methods, of the method whose body holds it, else -1
 * @param staticContext for a local or anonymous type: true when it has no enclosing instance
 * @param supertype  the superclass as written, or null; for an anonymous type the type that is instantiated (class or interface: not yet known)
 * @param permits    the permitted subtypes of a sealed type
 * @param components the components of a record, in order
 */
public record TypeFacts(String name, String simpleName, TypeKind kind, int mods, int outer, int outerMethod, boolean staticContext,
                        List<TypeParam> typeParams, TypeRef supertype, List<TypeRef> interfaces, List<TypeRef> permits,
                        List<AnnotationFacts> annotations, List<ParamFacts> components, List<FieldFacts> fields, List<MethodFacts> methods,
                        Span span, Span nameSpan) {
    public boolean is(int bit) {
        return Mods.has(mods, bit);
    }

    public boolean isAnonymous() {
        return simpleName.isEmpty();
    }
}
