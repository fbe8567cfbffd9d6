package dev.snarl.mutants;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Private atomic fields made plain, with their calls rewritten. One matters where a method other than a constructor updates it and it is used elsewhere too.
 * A field whose atomic goes elsewhere as an object is left alone.
 */
final class AtomicFields {
    private static final Map<String, String> PLAIN = Map.of("AtomicInteger", "int", "AtomicLong", "long", "AtomicBoolean", "boolean");

    private final JavaText file;
    private final List<Mutant> found;

    AtomicFields(JavaText file, List<Mutant> found) {
        this.file = file;
        this.found = found;
    }

    void find() {
        for (FieldDeclaration d : file.unit.findAll(FieldDeclaration.class)) {
            if (!d.isPrivate() || d.getVariables().size() != 1) continue;
            VariableDeclarator field = d.getVariable(0);
            String type = field.getType().asString();
            String plain = PLAIN.get(type.substring(type.lastIndexOf('.') + 1));
            if (plain != null) field(d, field, plain);
        }
    }

    private void field(FieldDeclaration declared, VariableDeclarator field, String plain) {
        List<Edit> edits = new ArrayList<>();
        Expression initial = field.getInitializer().orElse(null);
        if (initial == null || !initial.isObjectCreationExpr()) return;
        edits.add(new Edit(file.from(field.getType()), file.to(field.getType()), plain));
        String value = initial.asObjectCreationExpr().getArguments().isEmpty() ? plain.equals("boolean") ? "false" : "0" : file.of(initial.asObjectCreationExpr().getArgument(0));
        edits.add(new Edit(file.from(initial), file.to(initial), value));
        declared.getModifiers().stream().filter(m -> m.getKeyword() == Modifier.Keyword.FINAL).forEach(m -> edits.add(file.blank(m)));
        boolean updated = false;
        List<Node> runners = new ArrayList<>();
        for (SimpleName name : file.unit.findAll(SimpleName.class, n -> n.getIdentifier().equals(field.getNameAsString()))) {
            Node at = name.getParentNode().orElseThrow();
            if (at == field) continue;
            boolean use = at instanceof NameExpr || at instanceof com.github.javaparser.ast.expr.FieldAccessExpr;
            if (!use) continue;
            VariableDeclarator named = JavaText.field((Expression) at);
            if (named == null && at instanceof com.github.javaparser.ast.expr.FieldAccessExpr) return;
            if (named != field) continue;
            if (!(at.getParentNode().orElse(null) instanceof MethodCallExpr call) || call.getScope().orElse(null) != at) return;
            String changed = rewritten(call, file.of(at));
            if (changed == null) return;
            // An argument that uses an atomic itself would be edited twice.
            if (call.getArguments().stream().anyMatch(a -> !a.findAll(SimpleName.class, n -> n.getIdentifier().equals(field.getNameAsString())).isEmpty())) return;
            edits.add(new Edit(file.from(call), file.to(call), changed));
            Node runner = JavaText.runner(call);
            updated |= !changed.equals(file.of(at)) && JavaText.callable(call) != null && !JavaText.callable(call).isConstructorDeclaration();
            if (runners.stream().noneMatch(r -> r == runner)) runners.add(runner);
        }
        if (!updated || runners.size() < 2) return;
        found.add(new Mutant(GuardKind.ATOMIC, file.path, file.line(field), field.getType() + " " + field.getNameAsString(), List.of(JavaText.label(field)), edits));
    }

    /** What the call does to a plain field, or null where there is no short way to say it. */
    private String rewritten(MethodCallExpr call, String x) {
        boolean statement = call.getParentNode().orElse(null) instanceof com.github.javaparser.ast.stmt.ExpressionStmt;
        List<String> args = call.getArguments().stream().map(file::of).toList();
        String name = call.getNameAsString();
        if (args.isEmpty()) {
            return switch (name) {
                case "get", "getPlain", "getAcquire", "intValue", "longValue", "getOpaque" -> statement ? null : name.equals("intValue") ? "(int) " + x : x;
                case "incrementAndGet" -> statement ? "++" + x : "(++" + x + ")";
                case "decrementAndGet" -> statement ? "--" + x : "(--" + x + ")";
                case "getAndIncrement" -> x + "++";
                case "getAndDecrement" -> x + "--";
                default -> null;
            };
        }
        if (args.size() == 1) {
            return switch (name) {
                case "set", "lazySet", "setRelease", "setPlain", "setOpaque" -> statement ? x + " = " + args.get(0) : null;
                case "addAndGet" -> statement ? x + " += " + args.get(0) : "(" + x + " += " + args.get(0) + ")";
                case "getAndAdd" -> statement ? x + " += " + args.get(0) : null;
                case "getAndSet" -> statement ? x + " = " + args.get(0) : null;
                default -> null;
            };
        }
        if (args.size() == 2 && name.equals("compareAndSet")) {
            return statement ? "if (" + x + " == " + args.get(0) + ") " + x + " = " + args.get(1)
                    : "(" + x + " == " + args.get(0) + " && (" + x + " = " + args.get(1) + ") == " + args.get(1) + ")";
        }
        return null;
    }
}
