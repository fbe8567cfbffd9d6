package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.program.Block;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Takings;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A call that waits for another thread, the network or a database, under a lock that others need for shorter work. */
public final class BlockingCallUnderLock implements Rule {
    private static final Set<String> KINDS = Set.of("join", "future", "latch", "barrier", "exchange", "queue", "semaphore", "executor", "socket", "database");
    private static final Set<String> ENDS = Set.of("join", "executor", "latch", "future", "queue", "barrier");
    private static final List<String> END_NAMES = List.of("close", "stop", "shutdown", "destroy", "dispose", "terminate", "disconnect", "cancel", "kill", "halt", "exit", "quit", "finish", "end");
    private static final List<String> START_NAMES = List.of("start", "init", "open", "connect", "setup", "restart", "reset", "reconnect");
    /** What makes a connection for each request. */
    private static final List<String> CLIENTS = List.of("java.net.http.", "org.springframework.", "okhttp3.", "org.apache.h", "jakarta.ws.", "javax.ws.");
    private static final double LONG = 5000;

    @Override
    public void check(Program program, Findings out) {
        Constants constants = new Constants(program);
        LockedWaits waits = new LockedWaits(program, b -> KINDS.contains(b.kind()) && endless(program, constants, b));
        List<LockedWaits.Stand> kept = new ArrayList<>();
        for (LockedWaits.Stand s : waits.all()) {
            if (program.initial(s.holder()) || !LockedWaits.near(s) || own(s) || given(program, s) || ENDS.contains(s.block().kind()) && ends(s)) continue;
            if (!victims(program, waits, s).isEmpty()) kept.add(s);
        }
        for (LockedWaits.Stand s : LockedWaits.distinct(kept)) if (s.holder().owner().unit().reported()) out.add(finding(program, waits, s));
    }

    /** Nothing says that it is over soon: a short timeout, a future that is asked first whether it is done. */
    private static boolean endless(Program program, Constants constants, Block b) {
        if (b.fact().type().startsWith("javax.naming.") || b.fact().type().equals("java.net.InetAddress")) return false;
        // Of a database only the wait for a connection: statements are what the locks around them are for.
        if (b.kind().equals("database") && !b.fact().name().equals("getConnection")) return false;
        Interpretation in = b.timed() || b.kind().equals("future") ? program.interpret(b.method()) : null;
        if (b.timed()) return constants.millis(in, b) > LONG;
        return in == null || !done(in, b);
    }

    private static boolean done(Interpretation in, Block b) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.id() >= b.event() || c.receiver() == null) continue;
            boolean settles = Set.of("isDone", "run", "complete", "getNow", "isCompletedExceptionally").contains(c.name());
            if (settles && b.subject().known() && in.locks().path(c.receiver()).equals(b.subject())) return true;
        }
        return false;
    }

    /** The lock puts the talk over one connection in line: it belongs to the object that keeps the connection. */
    private static boolean own(LockedWaits.Stand s) {
        String kind = s.block().kind();
        if (!kind.equals("socket") && !kind.equals("database") || CLIENTS.stream().anyMatch(s.block().fact().type()::startsWith)) return false;
        Path subject = s.block().subject();
        if (s.edge() != null && s.block().fact().type().startsWith("java.net.URL")) return true;
        if (s.edge() == null) return subject.root() == Path.Root.FIELD && subject.base().equals(s.lock().lock().path().start());
        return kind.equals("database") && s.way().size() > 1 || subject.root() == Path.Root.FIELD && subject.start().root() == Path.Root.THIS;
    }

    /** The helper waits for a future that is done when it gets it. */
    private static boolean given(Program program, LockedWaits.Stand s) {
        if (s.edge() == null || !s.block().kind().equals("future") || s.block().subject().root() != Path.Root.PARAM) return false;
        Interpretation in = program.interpret(s.holder());
        if (!(in.typing().event(s.event()) instanceof Event.Call c)) return false;
        for (var a : c.args()) {
            if (a instanceof dev.snarl.facts.Value.Result r && in.typing().event(r.event()) instanceof Event.Call made && (made.name().startsWith("immediate") || made.name().startsWith("completed"))) return true;
        }
        return false;
    }

    /** What ends or starts a thing waits until that is done, and others have to wait for it. */
    private static boolean ends(LockedWaits.Stand s) {
        if (named(s.holder(), END_NAMES) || named(s.holder(), START_NAMES)) return true;
        for (var h : s.way()) if (named(h.method(), END_NAMES)) return true;
        return false;
    }

    private static boolean named(Method m, List<String> words) {
        String n = m.name().toLowerCase(Locale.ROOT);
        for (String w : words) if (n.startsWith(w) || n.endsWith(w)) return true;
        return false;
    }

    /** Who needs the lock for something else: what ends the thing is meant to wait. */
    private static List<Takings.Region> victims(Program program, LockedWaits waits, LockedWaits.Stand s) {
        List<Takings.Region> out = new ArrayList<>();
        for (Takings.Region r : waits.victims(s)) if (!named(r.method(), END_NAMES) && !named(r.method(), START_NAMES)) out.add(r);
        return out;
    }

    private Finding finding(Program program, LockedWaits waits, LockedWaits.Stand s) {
        Interpretation in = program.interpret(s.holder());
        String name = Wording.lock(s.holder(), s.lock().lock());
        List<Takings.Region> victims = victims(program, waits, s);
        String call = Wording.call(in, s.event()) + " " + Wording.waits(s.block().kind()) + (s.edge() == null ? "" : " in " + s.block().method().label());
        String message = call + " while it holds " + name + ", which " + victims.get(0).method().label() + " needs too: it stands still for as long.";
        Confidence c = !s.way().isEmpty() ? Confidence.LOW : s.lock().lock().path().root() != Path.Root.UNKNOWN ? Confidence.HIGH : Confidence.MEDIUM;
        return new Finding(id(), null, c, Program.site(s.holder(), s.span(in)), s.holder().label(), message, List.of(), LockedWaits.related(program, s, name, victims),
                LockedWaits.trace(program, s, name), "Take what is needed under the lock, give it back, and wait then.",
                s.holder().key() + " " + s.key() + " " + s.block().method().key() + " " + s.block().kind(), "");
    }
}
