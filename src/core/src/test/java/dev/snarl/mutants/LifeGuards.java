package dev.snarl.mutants;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What ends, waits, passes on: joins, shutdowns, loops around waits, restored interrupts, read streams of processes. */
final class LifeGuards {
    private static final Set<String> ENDINGS = Set.of("shutdown", "shutdownNow", "close");

    private static final Set<String> STOPS = Set.of("close", "stop", "cancel", "terminate", "disable");

    private final JavaText file;
    private final List<Mutant> found;
    private final List<MethodCallExpr> calls;

    LifeGuards(JavaText file, List<Mutant> found) {
        this.file = file;
        this.found = found;
        this.calls = file.unit.findAll(MethodCallExpr.class);
    }

    void find() {
        joins();
        shutdowns();
        for (WhileStmt w : file.unit.findAll(WhileStmt.class)) waitLoop(w);
        for (CatchClause c : file.unit.findAll(CatchClause.class)) interrupt(c);
        drains();
    }

    /**
     * All joins of one thread that the file starts and never interrupts, where it speaks of no daemons. A thread that is told to end before (a flag is set, a stream
     * closed, another object asked to stop) ends without the join; and one that waits for a time only guards nothing.
     */
    private void joins() {
        Map<String, List<MethodCallExpr>> ofThread = new LinkedHashMap<>();
        for (MethodCallExpr c : calls) {
            if (c.getNameAsString().equals("join") && scope(c) != null && JavaText.typeName(scope(c)).endsWith("Thread")) ofThread.computeIfAbsent(thing(scope(c)), k -> new ArrayList<>()).add(c);
        }
        ofThread.forEach((thread, joined) -> {
            boolean started = called(thread, "start");
            boolean endedElse = called(thread, "interrupt") || calls.stream().anyMatch(c -> c.getNameAsString().equals("setDaemon"));
            boolean told = joined.stream().anyMatch(c -> !c.getArguments().isEmpty() || toldToEnd(c));
            if (!thread.isEmpty() && started && !endedElse && !told) remove(GuardKind.JOIN, joined, thread + ".join()");
        });
    }

    private static boolean toldToEnd(MethodCallExpr join) {
        MethodDeclaration m = JavaText.callable(join) instanceof MethodDeclaration d ? d : null;
        if (m == null) return false;
        return m.findAll(AssignExpr.class).stream().anyMatch(a -> a.getValue().isBooleanLiteralExpr() && JavaText.field(a.getTarget()) != null)
                || m.findAll(MethodCallExpr.class).stream().anyMatch(c -> STOPS.contains(c.getNameAsString()));
    }

    /** All calls that end one executor that the file makes. */
    private void shutdowns() {
        Map<String, List<MethodCallExpr>> ofPool = new LinkedHashMap<>();
        for (MethodCallExpr c : calls) {
            if (scope(c) == null || !ENDINGS.contains(c.getNameAsString())) continue;
            String type = JavaText.typeName(scope(c));
            if (type.endsWith("ExecutorService") || type.endsWith("ThreadPoolExecutor") || type.equals("ForkJoinPool")) ofPool.computeIfAbsent(thing(scope(c)), k -> new ArrayList<>()).add(c);
        }
        ofPool.forEach((pool, ended) -> {
            if (!pool.isEmpty() && made(pool)) remove(GuardKind.SHUTDOWN, ended, pool + "." + ended.get(0).getNameAsString() + "()");
        });
    }

    private boolean made(String pool) {
        for (VariableDeclarator v : file.unit.findAll(VariableDeclarator.class)) {
            if (v.getInitializer().isPresent() && thing(v).equals(pool) && makes(v.getInitializer().get())) return true;
        }
        return file.unit.findAll(AssignExpr.class).stream().anyMatch(a -> thing(a.getTarget()).equals(pool) && makes(a.getValue()));
    }

    /** Threads that are daemons, or end when idle, need no shutdown to end. */
    private static boolean makes(Expression e) {
        String text = e.toString();
        if (text.contains("aemon") || text.contains("true)") || text.contains("Executor(0,")) return false;
        return text.startsWith("Executors.new") || text.startsWith("new ") && (text.contains("ThreadPoolExecutor(") || text.contains("ThreadPoolExecutor<") || text.contains("ForkJoinPool("));
    }

    private void waitLoop(WhileStmt w) {
        if (w.getCondition().isBooleanLiteralExpr() || inLoop(w)) return;
        for (Node n : w.getBody().findAll(Node.class)) if (n instanceof BreakStmt || n instanceof ContinueStmt) return;
        MethodCallExpr wait = w.getBody().findFirst(MethodCallExpr.class, c -> waits(c) && nearestLoop(c) == w && JavaText.runner(c) == JavaText.runner(w)).orElse(null);
        if (wait == null) return;
        int from = file.from(w);
        found.add(new Mutant(GuardKind.WAIT_LOOP, file.path, file.line(w), "while (" + flat(w.getCondition()) + ") " + flat(wait), List.of(), List.of(new Edit(from, from + 5, "if   "))));
    }

    private static boolean waits(MethodCallExpr c) {
        if (c.getNameAsString().equals("wait")) return true;
        return c.getNameAsString().startsWith("await") && scope(c) != null && JavaText.typeName(scope(c)).equals("Condition");
    }

    private static boolean inLoop(Node n) {
        for (Node at = n.getParentNode().orElse(null); at != null && !(at instanceof com.github.javaparser.ast.body.BodyDeclaration<?>); at = at.getParentNode().orElse(null)) {
            if (loop(at)) return true;
        }
        return false;
    }

    private static Node nearestLoop(Node n) {
        Node at = n;
        while (at != null && !loop(at)) at = at.getParentNode().orElse(null);
        return at;
    }

    private static boolean loop(Node n) {
        return n instanceof WhileStmt || n instanceof DoStmt || n instanceof ForStmt || n instanceof ForEachStmt;
    }

    private void interrupt(CatchClause c) {
        if (!c.getParameter().getType().asString().contains("InterruptedException")) return;
        List<MethodCallExpr> restored = c.getBody().findAll(MethodCallExpr.class, call -> call.getNameAsString().equals("interrupt") && call.getScope().map(Object::toString).orElse("").endsWith("currentThread()"));
        if (restored.size() == 1 && !told(c)) remove(GuardKind.INTERRUPT, restored, "interrupt() in catch (" + c.getParameter() + ")");
    }

    /** The handler throws the interrupt on, or an exception whose name says it; or it is the last act of a thread's own {@code run}. */
    private static boolean told(CatchClause c) {
        if (c.getBody().findAll(ObjectCreationExpr.class).stream().anyMatch(n -> n.getType().getNameAsString().contains("Interrupted"))) return true;
        Node runner = JavaText.runner(c);
        return runner instanceof MethodDeclaration m && m.getNameAsString().equals("run") && m.getParameters().isEmpty() && lastOf(c.getParentNode().orElseThrow(), m);
    }

    private static boolean lastOf(Node statement, MethodDeclaration m) {
        Node parent = statement.getParentNode().orElse(null);
        if (parent == m) return true;
        if (loop(parent)) return false;
        if (parent instanceof BlockStmt b && b.getStatement(b.getStatements().size() - 1) != statement) return false;
        return parent instanceof Statement && lastOf(parent, m);
    }

    /** Every stream of one process that the file starts, as if it were empty. */
    private void drains() {
        Map<String, List<MethodCallExpr>> ofProcess = new LinkedHashMap<>();
        for (MethodCallExpr c : calls) {
            if (scope(c) != null && Set.of("getInputStream", "getErrorStream").contains(c.getNameAsString()) && JavaText.typeName(scope(c)).equals("Process")) {
                ofProcess.computeIfAbsent(thing(scope(c)), k -> new ArrayList<>()).add(c);
            }
        }
        ofProcess.forEach((process, streams) -> {
            if (process.isEmpty() || !called(process, "waitFor")) return;
            List<Edit> edits = streams.stream().map(s -> new Edit(file.from(s), file.to(s), "java.io.InputStream.nullInputStream()")).toList();
            found.add(new Mutant(GuardKind.DRAIN, file.path, file.line(streams.get(0)), process + "." + streams.get(0).getNameAsString() + "()", List.of(), edits));
        });
    }

    /** Takes the calls away where each is a statement of its own. */
    private void remove(GuardKind kind, List<MethodCallExpr> removed, String what) {
        List<Edit> edits = new ArrayList<>();
        for (MethodCallExpr c : removed) {
            if (!(c.getParentNode().orElse(null) instanceof ExpressionStmt s)) return;
            int from = file.from(s), to = file.to(s);
            // A statement that stands alone as a branch must stay one.
            edits.add(s.getParentNode().orElse(null) instanceof BlockStmt ? file.blank(from, to) : new Edit(from, to, ";" + " ".repeat(to - from - 1)));
        }
        found.add(new Mutant(kind, file.path, file.line(removed.get(0)), flat(what), List.of(), edits));
    }

    private boolean called(String thing, String method) {
        return calls.stream().anyMatch(c -> c.getNameAsString().equals(method) && scope(c) != null && thing(scope(c)).equals(thing));
    }

    private static Expression scope(MethodCallExpr c) {
        return c.getScope().orElse(null);
    }

    /** One name for a field wherever it is used, or for a local within its method; empty for what has no name. */
    private String thing(Expression e) {
        Node d = e.isNameExpr() ? JavaText.declaredAround(e, e.asNameExpr().getNameAsString()) : e.isFieldAccessExpr() ? JavaText.field(e) : null;
        return d instanceof VariableDeclarator v ? thing(v) : "";
    }

    private String thing(VariableDeclarator v) {
        return LockGuards.declaration(v) != null ? JavaText.label(v) : v.getNameAsString() + " of line " + file.line(v);
    }

    private static String flat(Object o) {
        return o.toString().replaceAll("\\s+", " ");
    }
}
