package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A read-write lock used against its terms: upgraded from read to write, written under the read lock, unlocked by the other view. */
public final class ReadwriteLockMisuse implements Rule {
    private static final String STAMPED = "java.util.concurrent.locks.StampedLock";
    private static final Set<String> CHANGES = Set.of("put", "putAll", "putIfAbsent", "computeIfAbsent", "computeIfPresent", "compute", "merge", "remove", "removeIf", "removeAll",
            "retainAll", "replaceAll", "add", "addAll", "addFirst", "addLast", "clear", "push", "pop", "poll", "pollFirst", "pollLast", "offer", "removeFirst", "removeLast", "sort");

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodFact f : program.knowledge().methods(Role.VIEW)) if (!f.attribute("mode", "").isEmpty()) names.add(f.name());
        for (Role r : new Role[] {Role.ACQUIRE, Role.RELEASE}) for (MethodFact f : program.knowledge().methods(r)) if (f.attribute("kind", "").isEmpty()) names.add(f.name());
        Set<String> types = LockKinds.types(program);
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        Reacquire again = new Reacquire(program);
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported() || fates.inTest(m) || LockKinds.inside(m, types)) continue;
            Interpretation in = program.interpret(m);
            if (!readHeld(in)) continue;
            for (Reacquire.Second s : again.of(in)) upgrade(in, s, findings);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c)) continue;
                otherView(program, in, c, findings);
                change(program, in, c, findings);
            }
            for (Access a : program.accessesIn(m)) if (a.writes()) write(program, in, a, findings);
        }
    }

    private static boolean readHeld(Interpretation in) {
        for (var a : in.acquisitions()) if (a.lock().mode() == LockMode.READ) return true;
        return false;
    }

    private static boolean readWrite(Path p) {
        return p.type().isA("java.util.concurrent.locks.ReadWriteLock").yes() && !p.type().isA(STAMPED).possible();
    }

    private static void upgrade(Interpretation in, Reacquire.Second s, MethodFindings findings) {
        Lock lock = s.held().lock();
        if (lock.mode() != LockMode.READ || s.mode() != LockMode.EXCLUSIVE || !readWrite(lock.path())) return;
        Method m = in.method();
        String name = in.locks().label(lock.path());
        boolean direct = s.where() == m;
        String how = direct ? "takes the write lock of '" + name + "'" : "calls " + s.call() + "(), which takes the write lock of '" + name + "'";
        findings.at(m, s.at(), name + " upgrade").evidence("the write lock is given only when no read lock is held, the thread's own included")
                .related(s.held().at(), "the read lock is taken").related(s.where(), s.there(), "the write lock is taken")
                .step(s.held().at(), "takes the read lock of " + name).step(s.at(), s.trial() ? "asks for the write lock, and never gets it" : "waits for the write lock, and for itself")
                .tell(s.trial() ? Confidence.MEDIUM : Confidence.HIGH, m.label() + " " + how + " while it holds the read lock. "
                                + (s.trial() ? "The try can never succeed." : "It waits for its own read lock, for ever, and with it everybody who wants to write."),
                        "Give the read lock back first, take the write lock, and test the state again: it may have changed in between.");
    }

    private static void otherView(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        if (!LockKinds.is(LockKinds.fact(program, in, c, Role.RELEASE), LockKinds.LOCK) || !in.reached(c.id())) return;
        List<Lock> released = in.releases(c.id());
        if (released.size() != 1 || !readWrite(released.get(0).path()) || !LockKinds.stable(in, released.get(0).path())) return;
        Lock l = released.get(0);
        Held.Entry other = null;
        for (Held.Entry h : in.heldAt(c.id()).entries()) {
            if (h.lock().monitor() || !h.lock().path().equals(l.path())) continue;
            if (h.lock().mode() == l.mode()) return;
            other = h;
        }
        for (Held.Entry h : program.entryLocks(in.method()).entries()) if (h.lock().key().equals(l.key())) return;
        if (other == null || !other.must() || other.event() < 0) return;
        String name = in.locks().label(l.path());
        String held = other.lock().mode() == LockMode.READ ? "read" : "write", given = l.mode() == LockMode.READ ? "read" : "write";
        findings.at(in.method(), c.span(), name + " view").related(other.at(), "the " + held + " lock is taken")
                .step(other.at(), "takes the " + held + " lock of " + name).step(c.span(), "gives back the " + given + " lock, which it does not hold")
                .tell(Confidence.HIGH, in.method().label() + " unlocks the " + given + " lock of '" + name + "' but holds its " + held
                        + " lock. The call throws IllegalMonitorStateException, and the " + held + " lock is never given back.", "Unlock the view that was locked.");
    }

    /** The read hold of the object's own read-write lock, when nothing keeps other readers out. */
    private static Held.Entry onlyRead(List<Held.Entry> held, Held all) {
        Held.Entry read = null;
        for (Held.Entry h : held) {
            if (h.lock().mode() == LockMode.EXCLUSIVE) return null;
            if (h.must() && readWrite(h.lock().path())) read = h;
        }
        for (Held.Entry h : all.entries()) if (h.lock().mode() == LockMode.EXCLUSIVE) return null;
        return read;
    }

    private static void write(Program program, Interpretation in, Access a, MethodFindings findings) {
        Field f = a.field();
        if (f.isVolatile() || a.owned() || a.initial() || a.element() || !a.inCallersThread() || !(a.base().isThis() || f.isStatic())) return;
        Held.Entry read = onlyRead(program.heldAt(a), a.held());
        if (read == null) return;
        Use guarded = guarded(program, f, read.lock().key(), a.kind() == AccessKind.UPDATE, a);
        if (guarded == null) return;
        tell(program, in, a.span(), f, read, guarded, a.kind() == AccessKind.UPDATE ? "changes" : "writes", findings);
    }

    /** A change of a collection by one of its methods. */
    private static void change(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        if (!CHANGES.contains(c.name()) || c.receiver() == null || !in.reached(c.id()) || in.escapingLambda(c.id()) >= 0) return;
        Path p = in.locks().path(c.receiver());
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f) || !(p.base().isThis() || f.isStatic())) return;
        Held held = in.heldAt(c.id());
        Held.Entry read = onlyRead(held.entries(), program.entryLocks(in.method()));
        if (read == null || !unsafe(program, in, p)) return;
        Use guarded = guarded(program, f, read.lock().key(), false, null);
        if (guarded != null) tell(program, in, c.span(), f, read, guarded, "changes, by " + c.name() + "(..),", findings);
    }

    private static boolean unsafe(Program program, Interpretation in, Path p) {
        List<Creations.Creation> made = Creations.of(program, in, p);
        for (Creations.Creation c : made) {
            boolean any = false;
            for (String t : program.knowledge().types(Role.THREAD_UNSAFE_COLLECTION)) any |= c.is(t);
            if (!any) return false;
        }
        return !made.isEmpty();
    }

    /** Where else the field is used under the lock. */
    private record Use(Method method, Span at) {}

    /** Another use that takes the write lock for the field; for an update one under any side of the lock will do. */
    private static Use guarded(Program program, Field f, String key, boolean update, Access but) {
        if (f.isFinal()) return guardedCall(program, f, key);
        Use any = null;
        for (Access o : program.accesses(f)) {
            if (o.initial() || but != null && o.method() == but.method() && o.event() == but.event()) continue;
            for (Held.Entry h : program.heldAt(o)) {
                if (!h.lock().key().equals(key) || h.lock().monitor()) continue;
                if (h.lock().mode() == LockMode.EXCLUSIVE) return new Use(o.method(), o.span());
                if (update) any = new Use(o.method(), o.span());
            }
        }
        return any;
    }

    /** A call on the object in a final field with the write lock held. */
    private static Use guardedCall(Program program, Field f, String key) {
        for (Method m : program.methodsMentioning(List.of(f.name()))) {
            if (m.facts().isInitializer()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || c.receiver() == null || in.locks().path(c.receiver()).field() != f) continue;
                for (Held.Entry h : in.heldAt(c.id()).must()) {
                    if (h.lock().key().equals(key) && !h.lock().monitor() && h.lock().mode() == LockMode.EXCLUSIVE) return new Use(m, c.span());
                }
            }
        }
        return null;
    }

    private static void tell(Program program, Interpretation in, Span at, Field f, Held.Entry read, Use guarded, String what, MethodFindings findings) {
        Method m = in.method();
        String lock = read.lock().label();
        findings.at(m, at, f.label()).evidence("any number of threads hold the read lock at once")
                .related(read.at(), "the read lock is taken").related(guarded.method(), guarded.at(), "here the field is used under the same lock")
                .step(read.at(), "takes the read lock of " + lock + ", as other readers may").step(at, "changes " + f.name() + " while they read or change it")
                .tell(Confidence.MEDIUM, m.label() + " " + what + " " + f.label() + " under the read lock of '" + lock + "'. Other threads hold the read lock at the same time: the change is a race.",
                        "Change it under the write lock, or make it an atomic or concurrent object of its own.");
    }
}
