package dev.snarl.program;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A program of a few lines, and what the linker makes of its calls. */
final class Snippet {
    private final List<SourceUnit> units = new ArrayList<>();
    private Program program;
    private Typings typings;

    static Snippet of(String... sources) {
        Snippet s = new Snippet();
        for (String source : sources) s.file("src", source);
        return s;
    }

    Snippet file(String root, String source) {
        units.add(new SourceUnit(root + "/F" + units.size() + ".java", root, false, true, 0, Extractor.extract(source)));
        return this;
    }

    Program program() {
        if (program == null) {
            program = Program.link(units, PlatformIndex.get(), Knowledge.builtIn(), 1);
            typings = new Typings(program.universe(), program.functional());
        }
        return program;
    }

    private record Call(Typing typing, Event.Call event) {}

    /** The calls of that name, in the order of the sources. */
    private List<Call> calls(String name) {
        List<Call> out = new ArrayList<>();
        for (Method m : program().universe().methods()) {
            if (!m.hasBody()) continue;
            Typing t = typings.of(m);
            for (Event e : t.index().events) if (e instanceof Event.Call c && c.name().equals(name)) out.add(new Call(t, c));
        }
        return out;
    }

    /** The types of the receivers of all calls of that name, in order. */
    String receivers(String name) {
        return calls(name).stream().map(c -> shown(c.typing.target(c.event.id()).receiver())).collect(Collectors.joining(", "));
    }

    /** What the results of all calls of that name are, in order. */
    String results(String name) {
        return calls(name).stream().map(c -> shown(c.typing.typeOf(new Value.Result(c.event.id())))).collect(Collectors.joining(", "));
    }

    /** The targets of all calls of that name, in order: {@code Owner.name(Params)}, "?" for an unknown one, "a|b" for overloads that remain. */
    String targets(String name) {
        return calls(name).stream().map(c -> shown(c.typing.target(c.event.id()))).collect(Collectors.joining(", "));
    }

    /** The source roots of the targets. */
    String roots(String name) {
        return calls(name).stream().map(c -> c.typing.target(c.event.id()).source().owner().unit().root()).collect(Collectors.joining(", "));
    }

    /** The type of the first local of that name. */
    String local(String name) {
        for (Method m : program().universe().methods()) {
            if (!m.hasBody()) continue;
            Typing t = typings.of(m);
            List<LocalFacts> locals = t.body().locals();
            for (int i = 0; i < locals.size(); i++) if (locals.get(i).name().equals(name)) return shown(t.localType(i));
        }
        throw new AssertionError("no local " + name);
    }

    private static String shown(Target t) {
        if (t.method() == null) return "?";
        return t.candidates().stream().map(m -> m.owner().simpleName() + "." + m.name() + "("
                + m.paramTypes().stream().map(Snippet::shown).collect(Collectors.joining(",")) + ")").collect(Collectors.joining("|"));
    }

    private static String shown(Type t) {
        if (!t.known() && t.kind() != Type.Kind.VARIABLE) return t.name().equals("?") ? "?" : "?" + t.simpleName();
        String args = t.args().isEmpty() ? "" : t.args().stream().map(Snippet::shown).collect(Collectors.joining(",", "<", ">"));
        return t.withDims(0).simpleName() + args + "[]".repeat(t.dims());
    }
}
