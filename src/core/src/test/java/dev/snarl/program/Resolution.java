package dev.snarl.program;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures by hand how much of a folder of sources is typed: {@code Resolution DIR [CAUSE]} prints the share of call receivers with a known type and of
 * calls with a known target, and why the others are not. With CAUSE it prints the places whose cause starts so.
 */
public final class Resolution {
    private final Typings typings;
    private final String wanted;
    private final Map<String, Integer> causes = new TreeMap<>();
    private long calls, typed, absent, resolved, ambiguous, missing, lambdas, shaped;

    private Resolution(Program program, String wanted) {
        this.typings = new Typings(program.universe(), program.functional());
        this.wanted = wanted;
        for (Method m : program.universe().methods()) if (m.hasBody()) count(typings.of(m));
    }

    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(dir)) {
            walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
        }
        List<SourceUnit> units = new ArrayList<>();
        for (Path f : files) {
            units.add(new SourceUnit(dir.relativize(f).toString(), dir.toString(), false, true, 0,
                    Extractor.extract(Files.readString(f, StandardCharsets.UTF_8))));
        }
        Program p = Program.link(units, PlatformIndex.get(), Knowledge.builtIn(), 1);
        Resolution r = new Resolution(p, args.length > 1 ? args[1] : null);
        if (args.length < 2) r.print(dir.getFileName().toString());
    }

    private void print(String name) {
        long here = calls - absent;
        System.out.printf("%s: %d calls, receiver typed %.1f%% of all, %.1f%% without those of absent libraries (%d); target resolved %.1f%%, ambiguous %.1f%%, "
                        + "no such method %.1f%% of the typed; lambdas with interface %.1f%% of %d%n", name, calls, 100.0 * typed / calls, 100.0 * typed / here, absent,
                100.0 * resolved / typed, 100.0 * ambiguous / typed, 100.0 * missing / typed, 100.0 * shaped / Math.max(1, lambdas), lambdas);
        causes.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(40).forEach(e -> System.out.println("  " + e.getValue() + " " + e.getKey()));
    }

    private void count(Typing t) {
        for (int i = 0; i < t.body().lambdas().size(); i++) {
            lambdas++;
            if (t.lambdaTarget(i).known()) shaped++;
        }
        for (Event e : t.index().events) {
            if (!(e instanceof Event.Call c)) continue;
            calls++;
            Target target = t.target(c.id());
            boolean known = target.receiver().known();
            if (c.receiver() == null && target.method() == null && !c.name().startsWith("<")) known = false;
            if (c.name().startsWith("<") && target.method() == null) known = target.receiver().known();
            String cause;
            if (known) {
                typed++;
                if (target.resolved()) resolved++;
                else if (target.ambiguous()) ambiguous++;
                else missing++;
                if (target.resolved()) continue;
                boolean library = target.receiver().decl() != null && !(target.receiver().decl().ancestry().complete() && target.receiver().decl().membersKnown());
                cause = target.ambiguous() ? "AMBIGUOUS " + target.receiver().name() + "." + c.name() : library ? "LIB member" : "OWN no member "
                        + target.receiver().name() + "." + c.name() + "/" + c.args().size();
            } else {
                cause = c.receiver() == null ? unqualified(t, c) : cause(t, c.receiver(), 0);
                if (cause.startsWith("LIB")) absent++;
            }
            if (wanted == null) causes.merge(cause, 1, Integer::sum);
            else if (cause.startsWith(wanted)) System.out.println(t.method().owner().unit().path() + ":" + c.span().line() + " " + c.name() + " " + cause);
        }
    }

    private static String unqualified(Typing t, Event.Call c) {
        if (c.name().startsWith("<")) return "LIB constructor of absent superclass";
        for (SourceType s = t.method().owner(); s != null; s = s.outer()) if (!s.ancestry().complete()) return "LIB inherited";
        for (var i : t.method().owner().unit().facts().imports()) {
            if (i.isStatic() && t.method().owner().universe().decl(i.star() ? i.name() : i.name().substring(0, Math.max(0, i.name().lastIndexOf('.'))),
                    t.method().owner().unit()) == null) return "LIB static import";
        }
        return "OWN unqualified " + t.method().owner().name() + "." + c.name();
    }

    private String cause(Typing t, Value v, int depth) {
        if (depth > 30) return "OWN deep";
        Type type = t.typeOf(v);
        if (type.kind() == Type.Kind.UNKNOWN && !type.name().equals("?")) return absentOrOwn(type.name());
        if (v instanceof Value.Result r) {
            Event e = t.event(r.event());
            if (e instanceof Event.Call c) {
                Target target = t.target(c.id());
                if (target.method() != null) {
                    if (target.ambiguous()) return "OWN ambiguous " + target.method().owner().name() + "#" + c.name();
                    Type ret = target.method().returnType();
                    if (ret.kind() == Type.Kind.UNKNOWN) return absentOrOwn(ret.name());
                    for (Value a : c.args()) {
                        String s = a instanceof Value.Lambda || a instanceof Value.MethodRef ? "" : t.typeOf(a).known() ? "" : cause(t, a, depth + 1);
                        if (s.startsWith("LIB")) return s;
                    }
                    return "OWN generic result of " + target.method().owner().name() + "#" + c.name() + " " + ret + " on " + target.receiver();
                }
                Decl d = target.receiver().decl();
                if (d != null && !(d.ancestry().complete() && d.membersKnown())) return "LIB member";
                if (target.receiver().known()) return "OWN no member " + target.receiver().name() + "." + c.name();
                return c.receiver() == null ? unqualified(t, c) : cause(t, c.receiver(), depth + 1);
            }
            return "OWN creation " + e;
        }
        if (v instanceof Value.Local l) {
            LocalFacts f = t.body().locals().get(l.index());
            if (f.kind() == LocalFacts.Kind.LAMBDA_PARAM) {
                LambdaFacts lambda = t.body().lambdas().get(f.lambda());
                Type target = t.lambdaTarget(f.lambda());
                if (target.decl() instanceof LibraryDecl) return "LIB lambda of " + target.name();
                if (target.known()) return "OWN lambda param of " + target + " arity " + lambda.params().size() + " in " + user(t, f.lambda());
                if (target.kind() == Type.Kind.UNKNOWN && !target.name().equals("?")) return absentOrOwn(target.name());
                return lambdaCause(t, f.lambda(), depth);
            }
            if (f.kind() == LocalFacts.Kind.FOREACH) {
                Value over = t.index().iterables[l.index()];
                if (over == null) return "OWN foreach without iterable";
                Type it = t.typeOf(over);
                return it.known() ? "OWN foreach over " + it : cause(t, over, depth + 1);
            }
            return f.initial() == null ? "OWN local " + f : cause(t, f.initial(), depth + 1);
        }
        if (v instanceof Value.Cast c) return "OWN cast";
        if (v instanceof Value.Element e) return cause(t, e.array(), depth + 1);
        if (v instanceof Value.Captured) return "OWN captured";
        if (v instanceof Value.Name n) return name(t, n);
        if (v instanceof Value.Field f) {
            Denotation base = t.denote(f.base());
            if (base.isType()) return base.type().membersKnown() && base.type().ancestry().complete() ? "OWN no field " + base.type().name() + "." + f.name() : "LIB field";
            Type b = t.typeOf(f.base());
            if (b.decl() != null) return b.decl().ancestry().complete() ? "OWN no field " + b.name() + "." + f.name() : "LIB field";
            return cause(t, f.base(), depth + 1);
        }
        if (v instanceof Value.Super) return "LIB super";
        if (v instanceof Value.Binary || v instanceof Value.Choice) return "OWN " + v.getClass().getSimpleName();
        return "OWN " + v;
    }

    private String lambdaCause(Typing t, int lambda, int depth) {
        for (Event e : t.index().events) {
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (Value a : args) {
                if (!(a instanceof Value.Lambda x) || x.index() != lambda) continue;
                if (e instanceof Event.New n) return "OWN lambda of new " + n.type();
                Event.Call c = (Event.Call) e;
                Target target = t.target(c.id());
                if (target.method() != null) return "OWN lambda of " + (target.ambiguous() ? "ambiguous " : "") + target.method().owner().name() + "#" + c.name();
                if (target.receiver().known()) {
                    Decl d = target.receiver().decl();
                    return d != null && !(d.ancestry().complete() && d.membersKnown()) ? "LIB member" : "OWN no member " + target.receiver().name() + "." + c.name();
                }
                return c.receiver() == null ? unqualified(t, c) : cause(t, c.receiver(), depth + 1);
            }
        }
        return "OWN lambda nowhere";
    }

    private String user(Typing t, int lambda) {
        for (Event e : t.index().events) {
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (Value a : args) if (a instanceof Value.Lambda x && x.index() == lambda) return e instanceof Event.Call c ? c.name() : "new";
        }
        return "?";
    }

    private String name(Typing t, Value.Name n) {
        if (t.denote(n).field() != null) return absentOrOwn(t.denote(n).field().type().name());
        for (var i : t.method().owner().unit().facts().imports()) {
            if (!i.star() && i.name().endsWith("." + n.id())) return absentOrOwn(i.name());
        }
        for (SourceType s = t.method().owner(); s != null; s = s.outer()) if (!s.ancestry().complete()) return "LIB inherited";
        for (var i : t.method().owner().unit().facts().imports()) {
            if (i.star() && !t.method().owner().universe().hasPackage(i.name())) return "LIB star import";
        }
        return "OWN name " + n.id();
    }

    /** Whether a name without a declaration belongs to a package that is not here. */
    private String absentOrOwn(String name) {
        if (name.equals("?")) return "OWN type ?";
        int dot = name.lastIndexOf('.');
        if (dot < 0) return "LIB simple " + name;
        return typings.universe().hasPackage(name.substring(0, dot)) ? "OWN type of a known package " + name : "LIB type";
    }
}
