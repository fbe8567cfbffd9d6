package volatileupdate;

/** Every update of a field has to change, so every update is told, not the first alone. */
public class EachUpdate {
    private volatile int guests;
    private volatile String log = "";

    public void comes() {
        guests++; // want "guests"
        log += " in"; // want "log"
    }

    public void goes() {
        guests = guests - 1; // want "guests"
        log = log + " out"; // want "log"
    }

    public synchronized void stays() {
        guests += 0; // ok: under a lock
    }

    public int guests() {
        return guests;
    }

    public String log() {
        return log;
    }
}
