package dev.snarl.extract;

import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A type while its members are lowered. */
final class TypeDraft {
    final int index;
    final String name, simpleName;
    final TypeKind kind;
    /** The lexically enclosing type, or null. */
    final TypeDraft outer;
    /** The body that a local or anonymous type stands in, else null. */
    final BodyDraft enclosingBody;
    /** True for a local or anonymous type and for all types within. */
    final boolean insideBody;
    final List<FieldFacts> fields = new ArrayList<>();
    final List<MethodFacts> methods = new ArrayList<>();
    /** Names of declared fields; filled only where locals of an enclosing body could be meant instead. */
    final Set<String> fieldNames = new HashSet<>(0);
    /** How an object of this type is named in {@code new}: for enum constants. */
    final TypeRef self;
    BodyLowering staticInit, instanceInit;

    TypeDraft(int index, String name, String simpleName, TypeKind kind, TypeDraft outer, BodyDraft enclosingBody, TypeRef self) {
        this.index = index;
        this.name = name;
        this.simpleName = simpleName;
        this.kind = kind;
        this.outer = outer;
        this.enclosingBody = enclosingBody;
        this.insideBody = enclosingBody != null || outer != null && outer.insideBody;
        this.self = self;
    }

    int outerIndex() {
        return outer == null ? -1 : outer.index;
    }

    int outerMethod() {
        return enclosingBody == null ? -1 : enclosingBody.method;
    }
}
