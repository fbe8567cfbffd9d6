package overrides;

/** Its methods are synchronized; who loses that is in Overrides.java. */
class Account {
    protected long balance;

    public synchronized void deposit(long amount) {
        balance += amount;
    }

    public synchronized long total() {
        return balance;
    }

    public synchronized void reset() {
        balance = 0;
    }

    public synchronized String describe() {
        return "account";
    }
}
