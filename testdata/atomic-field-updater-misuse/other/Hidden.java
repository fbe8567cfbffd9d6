package updaters.other;

public class Hidden {
    private volatile int secret;
    volatile int local;
    public volatile int open;

    int secret() {
        return secret;
    }
}
