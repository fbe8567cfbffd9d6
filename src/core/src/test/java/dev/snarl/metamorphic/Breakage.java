package dev.snarl.metamorphic;

import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ways to make sources that parse and do not compile. */
public final class Breakage {
    private Breakage() {}

    public static Map<String, Rewrite> all() {
        Map<String, Rewrite> all = new LinkedHashMap<>();
        all.put("without-imports", Rewrite.ofFile((unit, edits) -> {
            for (ImportDeclaration i : unit.getImports()) edits.replace(edits.start(i), edits.end(i), "");
        }));
        all.put("methods-twice", Rewrite.ofFile((unit, edits) -> {
            for (MethodDeclaration m : unit.findAll(MethodDeclaration.class)) {
                if (m.findAncestor(MethodDeclaration.class).isEmpty()) edits.insert(edits.end(m), " " + edits.text(m).replaceAll("(?m)//.*$", ""));
            }
        }));
        all.put("fields-twice", Rewrite.ofFile((unit, edits) -> {
            for (FieldDeclaration f : unit.findAll(FieldDeclaration.class)) edits.insert(edits.end(f), " " + edits.text(f).replaceAll("(?m)//.*$", ""));
        }));
        all.put("supertypes-unknown", Rewrite.ofFile((unit, edits) -> {
            for (ClassOrInterfaceDeclaration c : unit.findAll(ClassOrInterfaceDeclaration.class)) {
                for (ClassOrInterfaceType t : c.getExtendedTypes()) edits.replace(edits.start(t), edits.end(t), "Gone");
                for (ClassOrInterfaceType t : c.getImplementedTypes()) edits.replace(edits.start(t), edits.end(t), "Gone");
            }
        }));
        all.put("supertypes-in-circles", Rewrite.ofFile((unit, edits) -> {
            ClassOrInterfaceDeclaration before = null;
            for (ClassOrInterfaceDeclaration c : unit.findAll(ClassOrInterfaceDeclaration.class)) {
                if (c.isInterface() || !c.getExtendedTypes().isEmpty()) continue;
                int at = edits.end(c.getName());
                if (!c.getTypeParameters().isEmpty() || c.isRecordDeclaration()) continue;
                edits.insert(at, " extends " + (before == null ? c.getNameAsString() : before.getNameAsString()));
                before = c;
            }
        }));
        all.put("no-returns", Rewrite.ofFile((unit, edits) -> {
            for (ReturnStmt r : unit.findAll(ReturnStmt.class)) edits.replace(edits.start(r), edits.end(r), ";");
        }));
        return all;
    }
}
