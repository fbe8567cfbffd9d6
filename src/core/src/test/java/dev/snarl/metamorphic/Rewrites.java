package dev.snarl.metamorphic;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rewrites that keep a program's meaning, by name. Edits add no line, so that expectations stay at their lines. */
public final class Rewrites {
    /** Without a receiver they mean the anonymous class's own. */
    private static final Set<String> OF_OBJECT = Set.of("run", "getClass", "hashCode", "toString", "equals", "wait", "notify", "notifyAll");

    private Rewrites() {}

    public static Map<String, Rewrite> all() {
        Map<String, Rewrite> all = new LinkedHashMap<>();
        all.put("yoda-condition", Rewrite.ofFile(Rewrites::yoda));
        all.put("extracted-local", Rewrite.ofFile(Rewrites::extractedLocal));
        all.put("extracted-helper", Rewrite.ofFile(Rewrites::extractedHelper).marking("Inner\\d*_", true));
        all.put("if-for-ternary", Rewrite.ofFile(Rewrites::ifForTernary));
        all.put("ternary-for-if", Rewrite.ofFile(Rewrites::ternaryForIf));
        all.put("inverted-if", Rewrite.ofFile(Rewrites::invertedIf));
        all.put("anonymous-class-for-lambda", Rewrite.ofFile(Rewrites::anonymousClass).marking("\\b[A-Z]\\w*\\.this\\.(?=\\w)|\\b[A-Z]\\w*\\.(?=this\\b)", false));
        all.put("lambda-for-method-reference", Rewrite.ofFile(Rewrites::lambdaForReference));
        all.put("lock-alias", Rewrite.ofFile(Rewrites::lockAlias).marking("Alias\\d+_", false));
        Rewrite nested = Rewrites::nested;
        all.put("nested-class", nested.marking("\\bSurround[.$]", false));
        all.put("renamed", new Renaming());
        all.put("file-split-in-two", Rewrites::split);
        return all;
    }

    private static void yoda(CompilationUnit unit, TextEdits edits) {
        for (BinaryExpr b : unit.findAll(BinaryExpr.class)) {
            String op = switch (b.getOperator()) {
                case EQUALS -> "==";
                case NOT_EQUALS -> "!=";
                case LESS -> ">";
                case GREATER -> "<";
                case LESS_EQUALS -> ">=";
                case GREATER_EQUALS -> "<=";
                default -> null;
            };
            if (op == null || !b.getRight().isLiteralExpr() && !b.getRight().isNameExpr() || compound(b.getLeft())) continue;
            edits.replace(edits.start(b), edits.end(b), edits.text(b.getRight()) + " " + op + " " + edits.text(b.getLeft()));
        }
    }

    private static boolean compound(Expression e) {
        return e.isBinaryExpr() || e.isConditionalExpr() || e.isAssignExpr() || e.isLambdaExpr() || e.isInstanceOfExpr() || e.isCastExpr();
    }

    private static void extractedLocal(CompilationUnit unit, TextEdits edits) {
        int[] n = {0};
        for (ReturnStmt r : unit.findAll(ReturnStmt.class)) {
            Expression e = r.getExpression().orElse(null);
            if (e == null || !(r.getParentNode().orElse(null) instanceof BlockStmt) || plain(e)) continue;
            String name = "result" + n[0]++;
            edits.replace(edits.start(r), edits.start(e), "var " + name + " = ");
            edits.insert(edits.end(e), "; return " + name);
        }
        for (IfStmt i : unit.findAll(IfStmt.class)) {
            Expression e = i.getCondition();
            if (!(i.getParentNode().orElse(null) instanceof BlockStmt) || plain(e) || !e.findAll(PatternExpr.class).isEmpty() || !edits.free(e)) continue;
            String name = "holds" + n[0]++;
            String condition = edits.text(e);
            if (condition.contains("\n")) continue;
            edits.insert(edits.start(i), "boolean " + name + " = " + condition + "; ");
            edits.replace(edits.start(e), edits.end(e), name);
        }
    }

    private static boolean plain(Expression e) {
        return e.isNameExpr() || e instanceof LiteralExpr || e.isLambdaExpr() || e.isMethodReferenceExpr() || e.isArrayInitializerExpr() || e.isThisExpr()
                || e instanceof SwitchExpr || e.isObjectCreationExpr() && e.asObjectCreationExpr().getType().getTypeArguments().isPresent();
    }

    private static void extractedHelper(CompilationUnit unit, TextEdits edits) {
        int[] n = {0};
        for (MethodDeclaration m : unit.findAll(MethodDeclaration.class)) {
            BlockStmt body = m.getBody().orElse(null);
            if (body == null || body.isEmpty() || !m.getTypeParameters().isEmpty() || m.getReceiverParameter().isPresent()) continue;
            if (m.getParentNode().orElse(null) instanceof ClassOrInterfaceDeclaration c && c.isInterface() && !m.isDefault() && !m.isStatic()) continue;
            // A method that other code is recognised by: what it is for goes with its name and its signature.
            if (!body.findAll(SuperExpr.class).isEmpty()) continue;
            String name = m.getNameAsString() + "Inner" + n[0]++ + "_";
            String args = m.getParameters().stream().map(Parameter::getNameAsString).collect(Collectors.joining(", "));
            String params = m.getParameters().stream().map(edits::text).collect(Collectors.joining(", "));
            if (params.contains("\n")) continue;
            String thrown = m.getThrownExceptions().isEmpty() ? "" : " throws " + m.getThrownExceptions().stream().map(edits::text).collect(Collectors.joining(", "));
            String back = m.getType().isVoidType() ? "" : "return ";
            edits.insert(edits.start(body) + 1, " " + back + name + "(" + args + "); } private " + (m.isStatic() ? "static " : "") + edits.text(m.getType()) + " " + name
                    + "(" + params + ")" + thrown + " {");
        }
    }

    private static void ifForTernary(CompilationUnit unit, TextEdits edits) {
        for (ReturnStmt r : unit.findAll(ReturnStmt.class)) {
            if (!(r.getExpression().orElse(null) instanceof ConditionalExpr c) || !(r.getParentNode().orElse(null) instanceof BlockStmt)) continue;
            edits.replace(edits.start(r), edits.end(r), "if (" + edits.text(c.getCondition()) + ") return " + edits.text(c.getThenExpr()) + "; else return " + edits.text(c.getElseExpr()) + ";");
        }
    }

    private static void ternaryForIf(CompilationUnit unit, TextEdits edits) {
        for (BlockStmt block : unit.findAll(BlockStmt.class)) {
            for (int k = 0; k + 1 < block.getStatements().size(); k++) {
                if (!(block.getStatement(k) instanceof IfStmt i) || i.getElseStmt().isPresent() || !i.getCondition().findAll(PatternExpr.class).isEmpty()) continue;
                Expression a = returned(i.getThenStmt()), b = returned(block.getStatement(k + 1));
                if (a == null || b == null || a.isLambdaExpr() || b.isLambdaExpr() || i.getThenStmt().isBlockStmt()) continue;
                // The comments between the two stay where they are: "return (c) ? a : // ..." and the rest on its own line.
                edits.replace(edits.start(i), edits.start(i.getCondition()), "return (");
                edits.replace(edits.end(i.getCondition()), edits.start(a), ") ? ");
                edits.replace(edits.end(a), edits.end(i), " :");
                edits.replace(edits.start(block.getStatement(k + 1)), edits.start(b), "");
            }
        }
    }

    private static Expression returned(Statement s) {
        Statement one = s instanceof BlockStmt b && b.getStatements().size() == 1 ? b.getStatement(0) : s;
        return one instanceof ReturnStmt r ? r.getExpression().orElse(null) : null;
    }

    private static void invertedIf(CompilationUnit unit, TextEdits edits) {
        for (IfStmt i : unit.findAll(IfStmt.class)) {
            if (i.getElseStmt().isPresent() || !(i.getParentNode().orElse(null) instanceof BlockStmt)) continue;
            edits.insert(edits.start(i.getCondition()), "!(");
            edits.insert(edits.end(i.getCondition()), ")");
            edits.insert(edits.start(i.getThenStmt()), "{ } else ");
        }
    }

    private static void anonymousClass(CompilationUnit unit, TextEdits edits) {
        for (LambdaExpr l : unit.findAll(LambdaExpr.class)) {
            if (!l.getParameters().isEmpty() || !runnable(l) || !l.findAll(ThisExpr.class).isEmpty() || !edits.free(l)) continue;
            if (l.findAll(MethodCallExpr.class).stream().anyMatch(c -> c.getScope().isEmpty() && OF_OBJECT.contains(c.getNameAsString())) || initializes(l)) continue;
            edits.replace(edits.start(l), edits.start(l.getBody()), "new Runnable() { @Override public void run() " + (l.getBody().isBlockStmt() ? "" : "{ "));
            // The body of an expression ends with a semicolon of its own already.
            edits.insert(edits.end(l), l.getBody().isBlockStmt() ? " }" : "; } }");
        }
    }

    /** In a class with an initialiser: code that a lambda runs needs the class, that of an anonymous class or of a method reference does not. */
    private static boolean initializes(Expression e) {
        TypeDeclaration<?> in = e.findAncestor(TypeDeclaration.class).map(t -> (TypeDeclaration<?>) t).orElseThrow();
        return in.getMembers().stream().anyMatch(m -> m instanceof InitializerDeclaration i && i.isStatic());
    }

    private static boolean runnable(Expression e) {
        Node p = e.getParentNode().orElse(null);
        if (p instanceof VariableDeclarator v) return v.getTypeAsString().equals("Runnable");
        if (p instanceof ObjectCreationExpr o) return o.getTypeAsString().equals("Thread") && o.getArguments().contains(e);
        return p instanceof MethodCallExpr c && c.getNameAsString().equals("execute") && c.getArguments().contains(e);
    }

    private static void lambdaForReference(CompilationUnit unit, TextEdits edits) {
        for (MethodReferenceExpr r : unit.findAll(MethodReferenceExpr.class)) {
            Node p = r.getParentNode().orElse(null);
            boolean submitted = p instanceof MethodCallExpr c && c.getNameAsString().equals("submit") && c.getArguments().size() == 1;
            if (r.getIdentifier().equals("new") || !(runnable(r) || submitted) || !(p instanceof NodeWithArguments<?>) || initializes(r)) continue;
            edits.replace(edits.start(r), edits.end(r), "() -> " + edits.text(r.getScope()) + "." + r.getIdentifier() + "()");
        }
    }

    private static void lockAlias(CompilationUnit unit, TextEdits edits) {
        int[] n = {0};
        for (SynchronizedStmt s : unit.findAll(SynchronizedStmt.class)) {
            Expression e = s.getExpression();
            if (!(e instanceof NameExpr || e instanceof FieldAccessExpr f && f.getScope().isThisExpr()) || !(s.getParentNode().orElse(null) instanceof BlockStmt)) continue;
            String name = (e instanceof FieldAccessExpr f ? f.getNameAsString() : edits.text(e)) + "Alias" + n[0]++ + "_";
            edits.insert(edits.start(s), "var " + name + " = " + edits.text(e) + "; ");
            edits.replace(edits.start(e), edits.end(e), name);
        }
    }

    /** All types of a file inside one more class, where no other file speaks of them. */
    private static Map<String, String> nested(Map<String, String> files) {
        Map<String, String> out = new TreeMap<>();
        files.forEach((path, text) -> out.put(path, nested(path, text, files)));
        return out;
    }

    private static String nested(String path, String text, Map<String, String> files) {
        CompilationUnit unit = Rewrite.parse(text).orElse(null);
        if (unit == null || unit.getTypes().isEmpty() || unit.getModule().isPresent()) return text;
        for (TypeDeclaration<?> t : unit.getTypes()) {
            for (Map.Entry<String, String> other : files.entrySet()) {
                if (!other.getKey().equals(path) && other.getValue().matches("(?s).*\\b" + t.getNameAsString() + "\\b.*")) return text;
            }
        }
        TextEdits edits = new TextEdits(text);
        for (TypeDeclaration<?> t : unit.getTypes()) {
            edits.insert(edits.start(t), (t == unit.getType(0) ? "public class Surround { " : "") + (t instanceof ClassOrInterfaceDeclaration c && !c.isInterface() ? "static " : ""));
        }
        edits.insert(edits.end(unit.getTypes().get(unit.getTypes().size() - 1)), " }");
        return edits.apply();
    }

    /** The last of several types of a file goes to a file of its own. */
    private static Map<String, String> split(Map<String, String> files) {
        Map<String, String> out = new TreeMap<>(files);
        files.forEach((path, text) -> Rewrite.parse(text).ifPresent(unit -> {
            List<TypeDeclaration<?>> types = unit.getTypes();
            if (types.size() < 2) return;
            TypeDeclaration<?> last = types.get(types.size() - 1);
            String other = path.substring(0, path.lastIndexOf('/') + 1) + last.getNameAsString() + ".java";
            if (files.containsKey(other)) return;
            TextEdits edits = new TextEdits(text);
            String head = text.substring(0, edits.start(types.get(0)));
            // Trailing comments of the type's last line go with it.
            out.put(path, text.substring(0, edits.start(last)));
            out.put(other, head + text.substring(edits.start(last)));
        }));
        return out;
    }
}
