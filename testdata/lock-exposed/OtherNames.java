package lockexposed;

import java.util.HashSet;
import java.util.Set;

/** Two fields for one object: what happens to the one happens to the other. */
public class OtherNames {
    protected final Set<String> members = new HashSet<>();
    private final Set<String> guests = members;
    private final Set<String> handedOut = new HashSet<>();
    private final Set<String> kept = handedOut;
    private final Set<String> own = new HashSet<>();
    private final Set<String> alsoOwn = own;
    protected final Set<String> source = new HashSet<>();
    private final Set<String> copy = new HashSet<>(source);

    public Set<String> handedOut() {
        return handedOut;
    }

    public void join(String name) {
        synchronized (guests) { // want "which is protected"
            guests.add(name);
        }
    }

    public void keep(String name) {
        synchronized (kept) { // want "which is returned by"
            kept.add(name);
        }
    }

    public void hide(String name) {
        synchronized (alsoOwn) { // ok: both names are private
            alsoOwn.add(name);
        }
    }

    public void copied(String name) {
        synchronized (copy) { // ok: another object
            copy.add(name);
        }
    }
}
