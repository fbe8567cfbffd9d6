package syncobject;

import java.util.ArrayList;
import java.util.List;

/** Calls that hold the lock together, or that one thread makes, or that may be made twice. */
class Together {
    static class Account {
        private int balance;
        private boolean closed;
        private String name;
        private final List<String> log = new ArrayList<>();

        synchronized int balance() {
            return balance;
        }

        synchronized void withdraw(int amount) {
            balance -= amount;
        }

        synchronized boolean tryWithdraw(int amount) {
            if (balance < amount) return false;
            balance -= amount;
            return true;
        }

        synchronized boolean isClosed() {
            return closed;
        }

        synchronized void close() {
            closed = true;
        }

        synchronized String name() {
            return name;
        }

        synchronized void name(String n) {
            name = n;
        }

        synchronized int entries() {
            return log.size();
        }

        synchronized void note(String s) {
            log.add(s);
        }

        synchronized boolean pays(int n) {
            if (balance() >= n) {
                withdraw(n); // ok: the method holds the lock
                return true;
            }
            return false;
        }
    }

    private final Account account = new Account();
    private final Account second = new Account();
    private final Object both = new Object();

    boolean outer(int n) {
        synchronized (account) {
            if (account.balance() >= n) {
                account.withdraw(n); // ok: the lock of the object is held
                return true;
            }
        }
        return false;
    }

    void common(int n) {
        synchronized (both) {
            if (account.balance() >= n) account.withdraw(n); // ok: one lock around all uses
        }
    }

    boolean validated(int n) {
        return account.balance() >= n && account.tryWithdraw(n); // ok: looks again itself
    }

    void closeOnce() {
        if (!account.isClosed()) account.close(); // ok: closing twice is closing once
    }

    void defaults() {
        if (account.name() == null) account.name("none"); // ok: any thread would set the same
    }

    void drain() {
        while (account.balance() > 0) account.withdraw(1); // ok: a loop asks again
    }

    void others(int n) {
        if (account.balance() >= n) second.withdraw(n); // ok: another object
        if (account.isClosed()) account.note("closed"); // ok: another field
    }

    void change(String n) {
        if (!n.equals(account.name())) account.name(n); // ok: the last to come wins anyway
    }

    static void own(int n) {
        Account a = new Account();
        if (a.balance() >= n) a.withdraw(n); // ok: nobody else has it
    }

    Together() {
        if (account.balance() > 0) account.withdraw(1); // ok: the object is being made
    }

    public static void main(String[] args) {
        Together t = new Together();
        if (t.account.balance() > 0) t.account.withdraw(1); // ok: the main thread
    }
}

/** By its name a method is for callers that hold a lock already. */
class Entry {
    private int flags;

    boolean deletedUnlocked() {
        synchronized (this) {
            return (flags & 1) != 0;
        }
    }

    void deletedUnlocked(boolean on) {
        synchronized (this) {
            flags = on ? flags | 1 : flags & ~1;
        }
    }

    void revive() {
        if (deletedUnlocked()) deletedUnlocked(false); // ok: the callers hold the lock of the entry
    }
}
