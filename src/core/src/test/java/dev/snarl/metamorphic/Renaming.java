package dev.snarl.metamorphic;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All fields, locals and parameters of a folder get other names. Methods keep theirs: by some of them libraries know what they are. */
final class Renaming implements Rewrite {
    private static final Set<String> LIBRARY = Set.of("length", "out", "err", "in", "this", "_", "serialVersionUID",
            // Names that say something to a rule, or are too short to.
            "ignored", "ms", "sec");
    /** Before the name: what a unit or a plural is, its end tells. */
    private static final String MARK = "z_";
    private Set<String> names = Set.of();

    @Override
    public Map<String, String> apply(Map<String, String> files) {
        Set<String> declared = new TreeSet<>(), others = new TreeSet<>(LIBRARY);
        for (String text : files.values()) {
            CompilationUnit unit = Rewrite.parse(text).orElse(null);
            // An annotation names members in a string.
            if (unit == null || unit.findAll(AnnotationExpr.class).stream().anyMatch(a -> a.getNameAsString().contains("Guard") || a.getNameAsString().contains("Lock"))
                    || text.contains("FieldUpdater") || text.contains("VarHandle")) return files;
            unit.findAll(VariableDeclarator.class).forEach(v -> declared.add(v.getNameAsString()));
            unit.findAll(Parameter.class).forEach(v -> declared.add(v.getNameAsString()));
            unit.findAll(MethodDeclaration.class).forEach(m -> others.add(m.getNameAsString()));
            // A component's name is its accessor's, too.
            unit.findAll(RecordDeclaration.class).forEach(r -> r.getParameters().forEach(p -> others.add(p.getNameAsString())));
            unit.findAll(EnumConstantDeclaration.class).forEach(m -> others.add(m.getNameAsString()));
        }
        declared.removeAll(others);
        names = declared;
        Map<String, String> out = new TreeMap<>();
        files.forEach((path, text) -> out.put(path, renamed(text)));
        return out;
    }

    private String renamed(String text) {
        CompilationUnit unit = Rewrite.parse(text).orElseThrow();
        TextEdits edits = new TextEdits(text);
        for (JavaToken t : unit.getTokenRange().orElseThrow()) {
            if (t.getCategory() != JavaToken.Category.IDENTIFIER || !names.contains(t.getText()) || called(t) || header(text, edits.offset(t.getRange().orElseThrow().begin))) continue;
            int at = edits.offset(t.getRange().orElseThrow().begin);
            edits.replace(at, at + t.getText().length(), other(t.getText()));
        }
        return edits.apply();
    }

    /** In a package declaration or an import. */
    private static boolean header(String text, int at) {
        String line = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
        return line.startsWith("import ") || line.startsWith("package ");
    }

    private static boolean called(JavaToken t) {
        JavaToken next = t.getNextToken().orElse(null);
        while (next != null && next.getCategory().isWhitespaceOrComment()) next = next.getNextToken().orElse(null);
        return next != null && next.getText().equals("(");
    }

    private static String other(String name) {
        return MARK + name;
    }

    @Override
    public String original(String message) {
        return message.replace(MARK, "");
    }
}
