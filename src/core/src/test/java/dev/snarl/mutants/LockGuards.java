package dev.snarl.mutants;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Locks of any spelling, and volatile. A lock matters where a field that it guards is guarded by it elsewhere too, and one of the two places writes. */
final class LockGuards {
    private final JavaText file;
    private final Map<Position, List<FieldUse>> uses;
    private final List<Mutant> found;

    LockGuards(JavaText file, List<Mutant> found) {
        this.file = file;
        this.uses = FieldUse.of(file);
        this.found = found;
    }

    void find() {
        for (MethodDeclaration m : file.unit.findAll(MethodDeclaration.class, m -> m.isSynchronized() && m.getBody().isPresent())) {
            List<String> fields = guardedOnlyBy(m, Guarded.lock(m));
            if (fields.isEmpty()) continue;
            Modifier modifier = m.getModifiers().stream().filter(x -> x.getKeyword() == Modifier.Keyword.SYNCHRONIZED).findFirst().orElseThrow();
            add(GuardKind.SYNCHRONIZED_METHOD, modifier, "synchronized " + m.getNameAsString() + "()", fields, List.of(file.blank(modifier)));
        }
        for (SynchronizedStmt s : file.unit.findAll(SynchronizedStmt.class)) {
            List<String> fields = guardedOnlyBy(s, Guarded.name(s.getExpression()));
            if (fields.isEmpty()) continue;
            add(GuardKind.SYNCHRONIZED_BLOCK, s, "synchronized (" + s.getExpression() + ")", fields, List.of(file.blank(file.from(s), file.from(s.getBody()))));
        }
        for (TryStmt t : file.unit.findAll(TryStmt.class)) tries(t);
        for (List<FieldUse> ofField : uses.values()) volatiles(ofField);
    }

    private void tries(TryStmt t) {
        MethodCallExpr unlock = Guarded.unlock(t);
        MethodCallExpr lock = Guarded.lockBefore(t).orElse(null);
        if (unlock == null || lock == null || !JavaText.typeName(lock.getScope().orElseThrow()).endsWith("Lock") && !lock.getScope().orElseThrow().isMethodCallExpr()) return;
        Statement unlocking = (Statement) unlock.getParentNode().orElseThrow();
        Statement locking = (Statement) lock.getParentNode().orElseThrow();
        add(GuardKind.UNLOCK, unlocking, unlock.toString(), List.of(), List.of(file.blank(unlocking)));
        Node body = JavaText.runner(t);
        String scope = lock.getScope().orElseThrow().toString();
        long mentions = body.findAll(MethodCallExpr.class, c -> c.getScope().map(Object::toString).orElse("").equals(scope)).size();
        List<String> fields = guardedOnlyBy(t, Guarded.name(lock.getScope().orElseThrow()));
        if (mentions != 2 || fields.isEmpty()) return;
        add(GuardKind.LOCK_PAIR, locking, lock.toString(), fields, List.of(file.blank(locking), file.blank(unlocking)));
    }

    /** The fields that the guard protects where nothing else does: another place holds the same lock for them, and one of both writes. */
    private List<String> guardedOnlyBy(Node guard, String lock) {
        List<String> fields = new ArrayList<>();
        for (List<FieldUse> ofField : uses.values()) {
            FieldDeclaration declared = declaration(ofField.get(0).field());
            if (declared == null || declared.isFinal() || declared.isVolatile()) continue;
            if (ofField.stream().anyMatch(a -> losesLock(a, guard, lock) && ofField.stream().anyMatch(b -> conflict(a, b, guard, lock)))) fields.add(JavaText.label(ofField.get(0).field()));
        }
        return fields;
    }

    private static boolean losesLock(FieldUse a, Node guard, String lock) {
        if (a.building() || a.held().stream().noneMatch(h -> h.by() == guard)) return false;
        return a.held().stream().noneMatch(h -> h.by() != guard && h.lock().equals(lock)) && !FieldUse.calledWithLock(JavaText.callable(a.at()), lock);
    }

    private static boolean conflict(FieldUse a, FieldUse b, Node guard, String lock) {
        if (b.building() || !a.writes() && !b.writes() || a.runner() == b.runner() || b.held().stream().anyMatch(h -> h.by() == guard) || !b.holds(lock)) return false;
        return a.held().stream().noneMatch(h -> !h.lock().equals(lock) && b.holds(h.lock()));
    }

    private void volatiles(List<FieldUse> ofField) {
        VariableDeclarator field = ofField.get(0).field();
        FieldDeclaration declared = declaration(field);
        if (declared == null || !declared.isVolatile()) return;
        boolean matters = ofField.stream().anyMatch(w -> w.writes() && !w.building() && ofField.stream().anyMatch(
                r -> !r.writes() && !r.building() && r.runner() != w.runner() && w.held().stream().noneMatch(h -> r.holds(h.lock()))));
        if (!matters) return;
        Modifier modifier = declared.getModifiers().stream().filter(x -> x.getKeyword() == Modifier.Keyword.VOLATILE).findFirst().orElseThrow();
        List<String> labels = declared.getVariables().stream().map(JavaText::label).toList();
        if (file.line(modifier) <= file.line(field) && field == declared.getVariable(0)) add(GuardKind.VOLATILE, modifier, "volatile " + declared.getVariables().get(0).getType() + " " + field.getNameAsString(), labels, List.of(file.blank(modifier)));
    }

    static FieldDeclaration declaration(VariableDeclarator field) {
        return field.getParentNode().orElse(null) instanceof FieldDeclaration d ? d : null;
    }

    private void add(GuardKind kind, Node at, String what, List<String> fields, List<Edit> edits) {
        found.add(new Mutant(kind, file.path, file.line(at), what.replaceAll("\\s+", " ") + (fields.isEmpty() ? "" : " for " + String.join(", ", fields)), fields, edits));
    }
}
