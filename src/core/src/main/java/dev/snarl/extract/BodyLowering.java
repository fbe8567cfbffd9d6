package dev.snarl.extract;

import com.github.javaparser.ast.expr.SimpleName;
import dev.snarl.facts.Value;

/** The lowering of one body: what its parts share. */
final class BodyLowering {
    final FileLowering file;
    final BodyDraft draft;
    final Expressions expressions;
    final Assignments assignments;
    final Creations creations;
    final Lambdas lambdas;
    final Patterns patterns;
    final Statements statements;
    final Switches switches;

    BodyLowering(FileLowering file, BodyDraft draft) {
        this.file = file;
        this.draft = draft;
        expressions = new Expressions(this);
        assignments = new Assignments(this);
        creations = new Creations(this);
        lambdas = new Lambdas(this);
        patterns = new Patterns(this);
        statements = new Statements(this);
        switches = new Switches(this);
    }

    /** The local that a name denotes, own or captured; null if it is none. */
    Value resolve(SimpleName name) {
        String id = name.getIdentifier();
        int local = draft.lookup(id);
        if (local >= 0) return new Value.Local(local);
        return draft.type.insideBody ? captured(id) : null;
    }

    private Value captured(String id) {
        int typesOut = 0;
        TypeDraft type = draft.type;
        while (type != null && type.insideBody) {
            if (type.fieldNames.contains(id)) return null;
            typesOut++;
            if (type.enclosingBody == null) {
                type = type.outer;
                continue;
            }
            int local = type.enclosingBody.lookup(id);
            if (local >= 0) return new Value.Captured(typesOut, local, id);
            type = type.enclosingBody.type;
        }
        return null;
    }
}
