package dev.snarl.mutants;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file as text and tree, with the few questions by name that the finders of guards ask of one file. */
final class JavaText {
    final String path;
    final String text;
    final CompilationUnit unit;
    private final int[] lineStarts;

    private JavaText(String path, String text, CompilationUnit unit) {
        this.path = path;
        this.text = text;
        this.unit = unit;
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) starts.add(i + 1);
        }
        lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Empty when the text does not parse. */
    static Optional<JavaText> of(String path, String text) {
        ParserConfiguration configuration = new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17).setAttributeComments(false);
        return new JavaParser(configuration).parse(text).getResult().filter(u -> u.getParsed() == Node.Parsedness.PARSED).map(u -> new JavaText(path, text, u));
    }

    int line(Node n) {
        return n.getBegin().orElseThrow().line;
    }

    int from(Node n) {
        return offset(n.getBegin().orElseThrow());
    }

    int to(Node n) {
        return offset(n.getEnd().orElseThrow()) + 1;
    }

    String of(Node n) {
        return text.substring(from(n), to(n));
    }

    private int offset(Position p) {
        return lineStarts[p.line - 1] + p.column - 1;
    }

    /** Takes the text away and keeps all lines and columns. */
    Edit blank(int from, int to) {
        return new Edit(from, to, text.substring(from, to).replaceAll("[^\r\n]", " "));
    }

    Edit blank(Node n) {
        return blank(from(n), to(n));
    }

    /** Nested type declarations, inside out; anonymous classes are none. */
    static List<TypeDeclaration<?>> types(Node n) {
        List<TypeDeclaration<?>> types = new ArrayList<>();
        for (Node at = n; at != null; at = at.getParentNode().orElse(null)) if (at instanceof TypeDeclaration<?> t) types.add(t);
        return types;
    }

    /** The nearest method, constructor, lambda, initialiser or field that holds the node: what runs as one. */
    static Node runner(Node n) {
        Node at = n;
        while (at.getParentNode().isPresent()) {
            at = at.getParentNode().get();
            if (at instanceof BodyDeclaration<?> || at instanceof LambdaExpr || at instanceof CompilationUnit) return at;
        }
        return at;
    }

    /** The nearest method or constructor, lambdas looked through; null in initialisers. */
    static CallableDeclaration<?> callable(Node n) {
        for (Node at = n; at != null; at = at.getParentNode().orElse(null)) if (at instanceof CallableDeclaration<?> c) return c;
        return null;
    }

    /** The field that an expression names: {@code f}, {@code this.f}, {@code Outer.this.f}, {@code Type.f} of a type of this file; null for all else. */
    static VariableDeclarator field(Expression e) {
        if (e.isNameExpr()) return field((NameExpr) e);
        if (!e.isFieldAccessExpr()) return null;
        FieldAccessExpr access = e.asFieldAccessExpr();
        Expression scope = access.getScope();
        String name = access.getNameAsString();
        if (scope instanceof ThisExpr t) {
            if (t.getTypeName().isEmpty()) {
                if (anonymous(e)) return null;
                return types(e).isEmpty() ? null : own(types(e).get(0), name);
            }
            String outer = t.getTypeName().get().getIdentifier();
            for (TypeDeclaration<?> type : types(e)) if (type.getNameAsString().equals(outer)) return own(type, name);
            return null;
        }
        if (!scope.isNameExpr() || declaredAround(scope, scope.asNameExpr().getNameAsString()) != null) return null;
        for (TypeDeclaration<?> type : e.findCompilationUnit().orElseThrow().findAll(TypeDeclaration.class, t -> t.getNameAsString().equals(scope.toString()))) {
            VariableDeclarator f = own(type, name);
            if (f != null && ((FieldDeclaration) f.getParentNode().orElseThrow()).isStatic()) return f;
        }
        return null;
    }

    private static VariableDeclarator field(NameExpr e) {
        String name = e.getNameAsString();
        Node d = declaredAround(e, name);
        return d instanceof VariableDeclarator v && v.getParentNode().orElse(null) instanceof FieldDeclaration ? v : null;
    }

    /** What declares the name around a place: a local, a parameter or a field of a type of this file; null when nothing in sight does. */
    static Node declaredAround(Node place, String name) {
        for (Node at = place; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof TypeDeclaration<?> t) {
                VariableDeclarator f = own(t, name);
                if (f != null) return f;
            } else if (at instanceof ObjectCreationExpr c && c.getAnonymousClassBody().isPresent()) {
                for (Node m : c.getAnonymousClassBody().get()) {
                    if (m instanceof FieldDeclaration f) for (VariableDeclarator v : f.getVariables()) if (v.getNameAsString().equals(name)) return v;
                }
            } else if (at instanceof CallableDeclaration<?> c) {
                Node local = local(c, name);
                if (local != null) return local;
                for (Node p : c.getParameters()) if (((Parameter) p).getNameAsString().equals(name)) return p;
            } else if (at instanceof LambdaExpr l) {
                Node local = local(l, name);
                if (local != null) return local;
                for (Node p : l.getParameters()) if (((Parameter) p).getNameAsString().equals(name)) return p;
            }
        }
        return null;
    }

    /** Any local of that name in the body, wherever its scope ends: a name that is sometimes a local is never taken for a field. */
    private static Node local(Node body, String name) {
        Optional<VariableDeclarator> v = body.findFirst(VariableDeclarator.class,
                d -> d.getNameAsString().equals(name) && !(d.getParentNode().orElse(null) instanceof FieldDeclaration));
        if (v.isPresent()) return v.get();
        return body.findFirst(Parameter.class, p -> p.getNameAsString().equals(name)).orElse(null);
    }

    static VariableDeclarator own(TypeDeclaration<?> type, String name) {
        for (FieldDeclaration f : type.getFields()) for (VariableDeclarator v : f.getVariables()) if (v.getNameAsString().equals(name)) return v;
        return null;
    }

    private static boolean anonymous(Node n) {
        for (Node at = n; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof ObjectCreationExpr c && c.getAnonymousClassBody().isPresent()) return true;
            if (at instanceof TypeDeclaration<?>) return false;
        }
        return false;
    }

    /** {@code Type.field}, as findings name it. */
    static String label(VariableDeclarator field) {
        List<TypeDeclaration<?>> types = types(field);
        return (types.isEmpty() ? "" : types.get(0).getNameAsString() + ".") + field.getNameAsString();
    }

    /** The simple name of the declared type of what an expression names; empty when unknown. */
    static String typeName(Expression e) {
        Node d = null;
        if (e.isNameExpr()) d = declaredAround(e, e.asNameExpr().getNameAsString());
        else if (e.isFieldAccessExpr()) d = field(e);
        String type = "";
        if (d instanceof VariableDeclarator v) {
            type = v.getType().asString();
            if (type.equals("var")) type = v.getInitializer().filter(Expression::isObjectCreationExpr).map(i -> i.asObjectCreationExpr().getType().getNameAsString()).orElse("");
        } else if (d instanceof Parameter p) {
            type = p.getType().asString();
        }
        int generic = type.indexOf('<');
        if (generic >= 0) type = type.substring(0, generic);
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
