package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.List;

/** A method or constructor of a source or platform type. Types may hold the type variables of the owner and of the method. */
public interface MethodDecl {
    String name();

    Decl owner();

    List<Type> paramTypes();

    Type returnType();

    List<String> typeParams();

    /** What one of the method's own type parameters certainly is: its first bound without type arguments. */
    Type erasure(String typeParam);

    /** The declared exceptions; some may be unknown or type variables. */
    default List<Type> thrown() {
        return List.of();
    }

    int mods();

    default boolean is(int bit) {
        return Mods.has(mods(), bit);
    }

    default boolean isStatic() {
        return is(Mods.STATIC);
    }

    default boolean varargs() {
        return is(Mods.VARARGS);
    }

    default boolean acceptsArity(int n) {
        int p = paramTypes().size();
        return varargs() ? n >= p - 1 : n == p;
    }
}
