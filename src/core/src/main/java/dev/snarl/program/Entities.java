package dev.snarl.program;

import dev.snarl.facts.Value;

/** Names the objects behind paths. Used by one thread. */
final class Entities {
    private final Program program;

    Entities(Program program) {
        this.program = program;
    }

    /** The entity of a path in a frame; null when nothing is known. */
    String of(Path p, Frame f) {
        switch (p.root()) {
            case THIS:
                return f.self();
            case OUTER:
                return "this:" + p.decl().name();
            case CLASS:
                return "static:" + p.decl().name();
            case PARAM:
                if (f.host()) return "param:" + f.method().id() + ":" + p.index();
                return p.index() < f.params().size() ? f.params().get(p.index()) : null;
            case LOCAL:
                return f.host() ? "local:" + f.method().id() + ":" + p.index() : null;
            case FRESH:
                return f.host() && !inside(f, p.index()) ? "fresh:" + f.method().id() + ":" + p.index() : Frame.OWN;
            case CAPTURED:
                return captured(p, f);
            case FIELD: {
                if (p.base().root() == Path.Root.CLASS) return "static:" + p.field().owner().name() + "." + p.field().name();
                if (p.base().root() == Path.Root.THIS && f.fields().containsKey(p.field())) return f.fields().get(p.field());
                String base = of(p.base(), f);
                if (base == null || base.equals(Frame.OWN)) return null;
                // What belongs to an object of one run belongs to that run too.
                if (local(base) || base.startsWith("task:")) return base + "." + p.field().name();
                return "field:" + p.field().owner().name() + "." + p.field().name();
            }
            default:
                return null;
        }
    }

    private boolean inside(Frame f, int event) {
        if (f.taskLambda() < 0) return false;
        Typing t = program.interpret(f.method()).typing();
        for (int l = t.lambdaOf(event); l >= 0; l = t.body().lambdas().get(l).outer()) if (l == f.taskLambda()) return true;
        return false;
    }

    /** A captured local is named as its own method names it. */
    private String captured(Path p, Frame f) {
        SourceType t = f.method().owner();
        for (int i = 1; i < p.typesOut() && t != null; i++) t = t.outer();
        Method m = t == null ? null : t.outerMethod();
        if (m == null || !m.hasBody()) return null;
        Path there = program.interpret(m).locks().path(new Value.Local(p.index()));
        if (there.root() == Path.Root.CAPTURED) return null;
        return of(there, new Frame(m, "this:" + m.owner().name(), java.util.List.of(), java.util.Map.of(), true, -1));
    }

    /** True for an entity that belongs to one run of a method. */
    static boolean local(String entity) {
        return entity.startsWith("local:") || entity.startsWith("fresh:") || entity.startsWith("param:");
    }
}
