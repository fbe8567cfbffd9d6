package dev.snarl.extract;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.snarl.facts.Body;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.TypeFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lowering of one file: its types and bodies as they come. */
final class FileLowering {
    final TypeRefs typeRefs = new TypeRefs();
    final TypeLowering typeLowering = new TypeLowering(this);
    private final List<TypeFacts> types = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private final Map<String, Integer> localNumbers = new HashMap<>();
    /** The enums that the tree holds an empty statement for. */
    final LocalEnums enums;
    private String outermost = "";

    FileLowering(LocalEnums enums) {
        this.enums = enums;
    }

    void lower(CompilationUnit unit) {
        for (TypeDeclaration<?> d : unit.getTypes()) typeLowering.topLevel(d);
    }

    static List<ImportFacts> imports(CompilationUnit unit) {
        List<ImportFacts> r = new ArrayList<>(unit.getImports().size() + 1);
        for (ImportDeclaration i : unit.getImports()) {
            if (i.isModule()) r.add(module(i.getNameAsString()));
            else r.add(new ImportFacts(i.getNameAsString(), i.isStatic(), i.isAsterisk()));
        }
        for (TypeDeclaration<?> d : unit.getTypes()) if (d instanceof ClassOrInterfaceDeclaration c && c.isCompact()) r.add(module("java.base"));
        return List.copyOf(r);
    }

    private static ImportFacts module(String name) {
        return new ImportFacts("module " + name, false, true);
    }

    void startOutermost(String name) {
        outermost = name;
        localNumbers.clear();
    }

    /** The name of the next local type of this simple name, or anonymous type (""), in the outermost type. */
    String localName(String simpleName) {
        return outermost + "$" + localNumbers.merge(simpleName, 1, Integer::sum) + simpleName;
    }

    /** The place of a type that is about to be lowered: before the types within it. */
    int reserveType() {
        types.add(null);
        return types.size() - 1;
    }

    void type(int index, TypeFacts facts) {
        types.set(index, facts);
    }

    /** Adds a body; gives its index, or -1 where a part of it is unknown. */
    int body(BodyDraft draft) {
        if (draft.broken) return -1;
        bodies.add(draft.finish());
        return bodies.size() - 1;
    }

    List<TypeFacts> types() {
        return List.copyOf(types);
    }

    List<Body> bodies() {
        return List.copyOf(bodies);
    }
}
