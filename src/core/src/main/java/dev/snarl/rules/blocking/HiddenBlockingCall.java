package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Calls that look like plain memory work and ask the name service: URLs compared or hashed, hosts looked up for a text. */
public final class HiddenBlockingCall implements Rule {
    private static final String URL = "java.net.URL";
    private static final Set<String> HASHED = Set.of("java.util.HashMap", "java.util.HashSet", "java.util.LinkedHashMap", "java.util.LinkedHashSet", "java.util.Hashtable",
            "java.util.WeakHashMap", "java.util.concurrent.ConcurrentHashMap");
    private static final Set<String> FACTORIES = Set.of("java.util.Set", "java.util.Map", "com.google.common.collect.Sets", "com.google.common.collect.Maps",
            "com.google.common.collect.ImmutableSet", "com.google.common.collect.ImmutableMap", "java.util.concurrent.ConcurrentHashMap");
    private static final Set<String> PLAIN = Set.of("toString", "hashCode", "equals", "compareTo", "compare");
    private static final Set<String> LOOKUPS = Set.of("getLocalHost", "getByName", "getAllByName", "getHostName", "getCanonicalHostName");
    /** What any of it must name: a method, or the type of a collection. */
    private static final Set<String> NAMES = names();
    private static final Set<String> LOCAL = Set.of("getResource", "toURL", "getLocation", "findResource");

    @Override
    public void check(Program program, Findings out) {
        for (Method m : program.methodsMentioning(NAMES)) {
            if (!m.owner().unit().reported() || m.owner().unit().test() || !network(m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                String found = e instanceof Event.Call c ? call(program.calls().whole(m), in, c) : e instanceof Event.New n ? creation(in, n) : null;
                if (found == null) continue;
                String remedy = found.contains("URL") ? "Use java.net.URI, or compare the texts of the URLs." : "Look the host up once, where waiting is expected, and keep the answer.";
                out.add(new Finding(id(), null, Confidence.HIGH, Program.site(m, Wording.tight(in, e.id())), m.label(), found, List.of(), List.of(), List.of(), remedy, m.key() + " " + found, ""));
            }
        }
    }

    private static Set<String> names() {
        Set<String> out = new TreeSet<>(LOOKUPS);
        out.addAll(Set.of("equals", "hashCode", "hash"));
        for (Set<String> types : List.of(HASHED, FACTORIES)) for (String t : types) out.add(t.substring(t.lastIndexOf('.') + 1));
        return out;
    }

    private static boolean network(Method m) {
        for (ImportFacts i : m.owner().unit().facts().imports()) if (i.name().equals("java.net") || i.name().startsWith("java.net.")) return true;
        return false;
    }

    private static boolean url(Interpretation in, Value v) {
        return v != null && in.typing().typeOf(v).is(URL);
    }

    /** A URL of a class path or a file names no host. */
    private static boolean local(Interpretation in, Value v) {
        Value x = v;
        if (x instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            if (f.effectivelyFinal() && f.initial() != null) x = f.initial();
        }
        if (!(x instanceof Value.Result r)) return false;
        if (in.typing().event(r.event()) instanceof Event.Call c) return LOCAL.contains(c.name());
        return in.typing().event(r.event()) instanceof Event.New n && !n.args().isEmpty() && n.args().get(0) instanceof Value.Constant k
                && (k.text().startsWith("file:") || k.text().startsWith("jar:") || k.text().equals("file"));
    }

    private static String call(Method m, Interpretation in, Event.Call c) {
        if (PLAIN.contains(m.name()) && LOOKUPS.contains(c.name())) {
            var t = in.typing().target(c.id());
            if (t.receiver().is("java.net.InetAddress") || t.receiver().is("java.net.InetSocketAddress")) {
                return Wording.call(in, c.id()) + " asks the name service, in a " + m.name() + " of which nobody expects that it waits.";
            }
        }
        if (c.receiver() != null && url(in, c.receiver()) && !local(in, c.receiver())) {
            boolean compared = c.name().equals("equals") && c.args().size() == 1 && (!url(in, c.args().get(0)) || !local(in, c.args().get(0)));
            if (compared && !(c.args().get(0) instanceof Value.Constant) || c.name().equals("hashCode") && c.args().isEmpty()) return text(in, c.id());
        }
        Type on = in.typing().target(c.id()).receiver();
        if (on.is("java.util.Objects")) {
            if (c.name().equals("equals") && c.args().size() == 2 && url(in, c.args().get(0)) && url(in, c.args().get(1)) && !local(in, c.args().get(0)) && !local(in, c.args().get(1))) return text(in, c.id());
            if (c.name().equals("hash") || c.name().equals("hashCode")) for (Value a : c.args()) if (url(in, a) && !local(in, a)) return text(in, c.id());
        }
        if (on.known() && FACTORIES.contains(on.name()) && keyed(in.typing().typeOf(new Value.Result(c.id()))) && in.typing().target(c.id()).viaType()) return collection("This collection");
        return null;
    }

    private static String text(Interpretation in, int event) {
        return Wording.call(in, event) + " of a URL asks the name service for the addresses of its host, and waits for the answer.";
    }

    private static String creation(Interpretation in, Event.New n) {
        if (n.type().dims() > 0) return null;
        Type t = in.typing().typeOf(new Value.Result(n.id()));
        if (t.decl() == null || !HASHED.contains(t.name())) return null;
        Type written = t.args().isEmpty() || !t.args().get(0).known() ? target(in, n) : t;
        return keyed(written) ? collection("A " + t.simpleName()) : null;
    }

    /** The type of what a new object is stored in, which gives it its type arguments. */
    private static Type target(Interpretation in, Event.New n) {
        Value made = new Value.Result(n.id());
        for (Event e : in.events()) {
            if (e instanceof Event.Write w && w.value().equals(made)) return in.typing().typeOf(w.target());
            if (e instanceof Event.Assign a && a.value().equals(made)) return in.typing().localType(a.local());
        }
        return Type.UNKNOWN;
    }

    private static boolean keyed(Type t) {
        boolean hashed = t.isA("java.util.Map").yes() || t.isA("java.util.Set").yes();
        return hashed && !t.args().isEmpty() && t.args().get(0).is(URL);
    }

    private static String collection(String what) {
        return what + " with URLs as keys hashes each, and so asks the name service for the addresses of its host.";
    }
}
