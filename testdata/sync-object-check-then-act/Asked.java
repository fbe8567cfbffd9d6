package syncobject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Objects that lock themselves for each call, and callers that need two. */
class Asked {
    static class Account {
        private int balance;

        synchronized int balance() {
            return balance;
        }

        synchronized void withdraw(int amount) {
            balance -= amount;
        }

        synchronized void setBalance(int b) {
            balance = b;
        }
    }

    static class Stack<T> {
        private final List<T> items = new ArrayList<>();
        private final Lock lock = new ReentrantLock();

        boolean isEmpty() {
            lock.lock();
            try {
                return items.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        T pop() {
            lock.lock();
            try {
                return items.remove(items.size() - 1);
            } finally {
                lock.unlock();
            }
        }
    }

    static class Door {
        private boolean open;
        private Object handle;

        synchronized boolean isOpen() {
            return open;
        }

        synchronized void open() {
            handle = new Object();
            open = true;
        }

        Object openOnce() {
            if (!isOpen()) {
                open(); // want "open() acts on what isOpen()"
            }
            return handle;
        }
    }

    private final Account account = new Account();
    private final Stack<String> stack = new Stack<>();
    private static final Account SHARED = new Account();

    boolean pay(int amount) {
        if (account.balance() >= amount) {
            account.withdraw(amount); // want "withdraw() acts on what balance()"
            return true;
        }
        return false;
    }

    boolean payEarly(int amount) {
        int b = account.balance();
        if (b < amount) return false;
        account.withdraw(amount); // want "withdraw() acts on what balance()"
        return true;
    }

    void interest() {
        account.setBalance(account.balance() * 2); // want "setBalance() acts on what balance()"
    }

    String next() {
        return stack.isEmpty() ? null : stack.pop(); // want "pop() acts on what isEmpty()"
    }

    static void transfer(Account from, Account to, int n) {
        if (from.balance() >= n) {
            from.withdraw(n); // want "withdraw() acts on what balance()"
        }
    }

    Runnable later() {
        return () -> {
            if (SHARED.balance() > 0) SHARED.withdraw(1); // want "withdraw() acts on what balance()"
        };
    }

    static class Premium extends Account {
    }

    private final Premium premium = new Premium();

    void viaSubclass() {
        if (premium.balance() > 10) premium.withdraw(10); // want "withdraw() acts on what balance()"
    }

    boolean enough(int n) {
        return account.balance() >= n;
    }

    void viaHelper(int n) {
        if (enough(n)) account.withdraw(n); // miss "withdraw()"
    }
}
