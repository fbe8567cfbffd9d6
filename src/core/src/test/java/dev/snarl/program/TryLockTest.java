package dev.snarl.program;

import static dev.snarl.program.HeldNotes.check;

import org.junit.jupiter.api.Test;

/** What is held behind a question: tryLock, isHeldByCurrentThread, and the variables that keep the answer. */
class TryLockTest {
    @Test
    void tryLockInConditions() {
        check("""
                void tried() {
                    if (lock.tryLock()) { at(/*held: lock*/); lock.unlock(); } else { at(/*held: -*/); }
                    at(/*held: -*/);
                }
                void negated() throws InterruptedException {
                    if (!lock.tryLock(1, TimeUnit.SECONDS)) { at(/*held: -*/); return; }
                    at(/*held: lock*/);
                }
                void and(boolean b) {
                    if (b && lock.tryLock()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void andField() {
                    if (flag && ask() && lock.tryLock()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void firstOfAnd(boolean b) {
                    if (lock.tryLock() && b) at(/*held: lock*/); else at(/*held: lock?*/);
                }
                void or(boolean b) {
                    if (b || lock.tryLock()) at(/*held: lock?*/); else at(/*held: -*/);
                }
                void orNot(boolean b) {
                    if (b || !lock.tryLock()) { at(/*held: -*/); return; }
                    at(/*held: lock*/);
                }
                void compared() {
                    if (lock.tryLock() == false) return;
                    at(/*held: lock*/);
                }
                void ternary() {
                    boolean got = ask() ? lock.tryLock() : false;
                    if (got) at(/*held: lock*/); else at(/*held: -*/);
                }
                void both() {
                    if (lock.tryLock() && other.tryLock()) at(/*held: lock, other*/);
                }
                void ignored() {
                    lock.tryLock();
                    at(/*held: lock?*/);
                }
                """);
    }

    @Test
    void tryLockInVariables() {
        check("""
                void stored() {
                    boolean held = lock.tryLock();
                    at(/*held: lock?*/);
                    try { if (held) at(/*held: lock*/); } finally { if (held) lock.unlock(); }
                    at(/*held: -*/);
                }
                void declaredFirst() throws InterruptedException {
                    boolean held = false;
                    try {
                        held = lock.tryLock(1, TimeUnit.SECONDS);
                        if (!held) return;
                        at(/*held: lock*/);
                    } finally {
                        if (held) lock.unlock();
                        at(/*held: -*/);
                    }
                }
                void flagAfter() {
                    boolean locked = false;
                    try { lock.lock(); locked = true; ask(); } finally { if (locked) lock.unlock(); }
                    at(/*held: -*/);
                }
                void released(boolean early) {
                    boolean done = false;
                    lock.lock();
                    try {
                        if (early) { lock.unlock(); done = true; at(/*held: -*/); }
                    } finally {
                        if (!done) { at(/*held: lock*/); lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void needed(boolean need) {
                    if (need) lock.lock();
                    at(/*held: lock?*/);
                    try { ask(); } finally { if (need) { at(/*held: lock*/); lock.unlock(); } }
                    at(/*held: -*/);
                }
                void neededFinal() {
                    if (fixed) lock.lock();
                    try { ask(); } finally { if (this.fixed) lock.unlock(); }
                    at(/*held: -*/);
                }
                void neededField() {
                    if (flag) lock.lock();
                    try { ask(); } finally { if (flag) lock.unlock(); }
                    at(/*held: -*/);
                }
                void assignedInCondition() {
                    boolean got;
                    if (got = lock.tryLock()) at(/*held: lock*/);
                    if (got) lock.unlock();
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void aFieldMayChangeBetweenTwoLooks() {
        check("""
                void checkedAgain() {
                    if (flag) {
                        lock.lock();
                        if (!flag) { lock.unlock(); at(/*held: -*/); return; }
                        at(/*held: lock*/);
                        lock.unlock();
                    }
                }
                void twice() {
                    if (flag) return;
                    ask();
                    if (flag) at(/*held: -*/);
                }
                void loop() {
                    while (flag) { lock.lock(); lock.unlock(); }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void asking() {
        check("""
                void asked() {
                    lock.lock();
                    try { ask(); } finally { if (lock.isHeldByCurrentThread()) lock.unlock(); }
                    at(/*held: -*/);
                }
                void unknown() {
                    if (lock.isHeldByCurrentThread()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void asserted() {
                    assert Thread.holdsLock(monitor);
                    at(/*held: monitor*/);
                }
                void assertedNot() {
                    synchronized (this) {
                        assert !Thread.holdsLock(monitor);
                        at(/*held: this*/);
                    }
                }
                void counted() {
                    if (lock.getHoldCount() > 0) at(/*held: lock*/);
                }
                """);
    }

    @Test
    void flagsInFields() {
        check("""
                void kept() {
                    flag = false;
                    try {
                        lock.lock();
                        flag = true;
                        ask();
                    } finally {
                        if (flag) { flag = false; lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void changedByHand() {
                    if (flag) { lock.lock(); flag = false; }
                    if (flag) { lock.unlock(); }
                    at(/*held: lock?*/);
                }
                """);
    }

    @Test
    void conditionsOverTwoLocks() {
        check("""
                boolean takeBoth() {
                    if (!lock.tryLock()) return false;
                    boolean second = false;
                    try {
                        second = other.tryLock();
                        if (second) at(/*held: lock, other*/);
                        return second;
                    } finally {
                        if (!second) lock.unlock();
                    }
                }
                void uses() {
                    if (takeBoth()) { at(/*held: lock, other*/); other.unlock(); lock.unlock(); }
                    at(/*held: -*/);
                }
                void byMode(boolean write) {
                    Lock l = write ? rw.writeLock() : rw.readLock();
                    l.lock();
                    try { at(/*held: rw*/); } finally { l.unlock(); }
                    at(/*held: -*/);
                }
                void manyBranches(boolean a, boolean b, boolean c) {
                    if (a) lock.lock();
                    if (b) other.lock();
                    if (c) rw.writeLock().lock();
                    at(/*held: lock?, other?, rw?*/);
                    if (c) rw.writeLock().unlock();
                    if (b) other.unlock();
                    at(/*held: lock?*/);
                    if (a) { at(/*held: lock*/); lock.unlock(); }
                    at(/*held: -*/);
                }
                """);
    }
}
