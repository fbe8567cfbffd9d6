package dev.snarl.program;

import static dev.snarl.program.HeldNotes.check;

import org.junit.jupiter.api.Test;

class InterpreterTest {
    @Test
    void monitorsNestAndAreGivenBackOnEveryWayOut() {
        check("""
                synchronized void method() { at(/*held: this*/); }
                static synchronized void ofClass() { at(/*held: T.class*/); }
                int nested(int k) {
                    at(/*held: -*/);
                    synchronized (this) {
                        synchronized (monitor) {
                            at(/*held: this, monitor*/);
                            if (k > 0) return k;
                        }
                        at(/*held: this*/);
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void again() {
                    synchronized (this) {
                        synchronized (this) { at(/*held: this, this*/); }
                        at(/*held: this*/);
                    }
                }
                void leaves(List<String> list) {
                    outer:
                    for (String s : list) {
                        synchronized (this) {
                            for (;;) {
                                synchronized (monitor) {
                                    if (s == null) continue outer;
                                    if (s.isEmpty()) break;
                                    if (ask()) break outer;
                                    at(/*held: this, monitor*/);
                                }
                            }
                            at(/*held: this*/);
                        }
                        at(/*held: -*/);
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void exceptionsLeaveMonitors() {
        check("""
                void caught() {
                    try {
                        synchronized (this) { ask(); throw new IllegalStateException(); }
                    } catch (RuntimeException e) {
                        at(/*held: -*/);
                    } finally {
                        at(/*held: -*/);
                    }
                }
                void inside() {
                    synchronized (this) {
                        try { ask(); } catch (RuntimeException e) { at(/*held: this*/); } finally { at(/*held: this*/); }
                    }
                }
                void index(int[] a) {
                    synchronized (this) {
                        try { n = a[3]; } catch (ArrayIndexOutOfBoundsException e) { at(/*held: this*/); }
                    }
                }
                """);
    }

    @Test
    void tryFinally() {
        check("""
                void classic() {
                    lock.lock();
                    try { at(/*held: lock*/); } finally { at(/*held: lock*/); lock.unlock(); at(/*held: -*/); }
                    at(/*held: -*/);
                }
                int returns(int k) {
                    lock.lock();
                    try {
                        if (k > 0) return ask() ? 1 : 2;
                        at(/*held: lock*/);
                    } finally {
                        lock.unlock();
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void catches() {
                    lock.lock();
                    try { ask(); } catch (RuntimeException e) { at(/*held: lock*/); } finally { lock.unlock(); }
                    at(/*held: -*/);
                }
                void unlockedInCatch() {
                    lock.lock();
                    try { ask(); } catch (Exception e) { lock.unlock(); at(/*held: -*/); throw e; }
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void letGo() {
                    lock.lock();
                    try {
                        lock.unlock();
                        try { at(/*held: -*/); } finally { lock.lock(); }
                        at(/*held: lock*/);
                    } finally {
                        lock.unlock();
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void loops() {
        check("""
                void eachTime(List<String> list) {
                    for (String s : list) {
                        at(/*held: -*/);
                        lock.lock();
                        try {
                            if (s == null) continue;
                            if (s.isEmpty()) break;
                            at(/*held: lock*/);
                        } finally {
                            lock.unlock();
                        }
                        at(/*held: -*/);
                    }
                    at(/*held: -*/);
                }
                void spin() {
                    while (!lock.tryLock()) at(/*held: -*/);
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void spinForEver() {
                    for (;;) {
                        if (lock.tryLock()) break;
                        at(/*held: -*/);
                    }
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void doWhile() {
                    do { at(/*held: -*/); } while (!lock.tryLock());
                    at(/*held: lock*/);
                }
                void flagged() {
                    boolean done = false;
                    while (!done) {
                        lock.lock();
                        try { done = ask(); } finally { lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void growing(int k) {
                    for (int i = 0; i < k; i++) lock.lock();
                    at(/*held: lock?, lock?, lock?, lock?*/);
                }
                void whileTrue() {
                    while (true) {
                        lock.lock();
                        try { if (ask()) return; at(/*held: lock*/); } finally { lock.unlock(); }
                    }
                }
                """);
    }

    @Test
    void switches() {
        check("""
                void old(int k) {
                    switch (k) {
                        case 0: lock.lock();
                        case 1: at(/*held: lock?*/); break;
                        default: return;
                    }
                    at(/*held: lock?*/);
                }
                int arrows(int k) {
                    lock.lock();
                    int r = switch (k) {
                        case 0 -> { lock.unlock(); yield 1; }
                        case 1 -> { at(/*held: lock*/); lock.unlock(); yield 2; }
                        default -> throw new IllegalArgumentException();
                    };
                    at(/*held: -*/);
                    return r;
                }
                void allCases(boolean b, int k) {
                    switch (k) { case 0 -> lock.lock(); default -> lock.lock(); }
                    at(/*held: lock*/);
                }
                """);
    }

    @Test
    void handOverHand() {
        check("""
                static final class Node { final Lock lock = new ReentrantLock(); Node next; }
                final Node head = new Node();
                void walk() {
                    Node current = head;
                    current.lock.lock();
                    try {
                        while (current.next != null) {
                            Node next = current.next;
                            next.lock.lock();
                            current.lock.unlock();
                            current = next;
                        }
                    } finally {
                        current.lock.unlock();
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void finallyBodiesSendEachWayOn() {
        check("""
                int two(int k) {
                    lock.lock();
                    try {
                        other.lock();
                        try {
                            if (k == 1) return 1;
                            if (k == 2) throw new IllegalStateException();
                        } finally {
                            at(/*held: lock, other*/);
                            other.unlock();
                        }
                        at(/*held: lock*/);
                    } catch (IllegalStateException e) {
                        at(/*held: lock*/);
                        return 2;
                    } finally {
                        at(/*held: lock*/);
                        lock.unlock();
                    }
                    at(/*held: -*/);
                    return 0;
                }
                int overrides() {
                    while (true) {
                        lock.lock();
                        try { return 1; } finally { lock.unlock(); if (ask()) break; at(/*held: -*/); }
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void inFinally() {
                    try { ask(); } finally {
                        lock.lock();
                        try { ask(); } finally { lock.unlock(); }
                        at(/*held: -*/);
                    }
                }
                void neverEnds() {
                    try { while (true) n++; } finally { at(/*held: -*/); }
                }
                """);
    }

    @Test
    void nothingComesAfterTheEnd() {
        check("""
                int dead() {
                    lock.lock();
                    try { return 1; } finally { lock.unlock(); }
                }
                void exit() { lock.lock(); System.exit(1); at(/*held: unreached*/); }
                void thrown() { synchronized (this) { throw new IllegalStateException(); } }
                void constant() { if (false) at(/*held: unreached*/); else at(/*held: -*/); }
                void endless() { while (true) { n++; } }
                """);
    }
}
