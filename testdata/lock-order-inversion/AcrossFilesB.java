package lockorder;

import java.util.ArrayList;
import java.util.List;

/** Takes its own monitor, and calls back to its listener under it. */
class AcrossFilesB {
    private final List<String> stored = new ArrayList<>();
    private AcrossFilesA listener;

    synchronized void listener(AcrossFilesA next) {
        listener = next;
    }

    synchronized void put(String name) { // want "AcrossFilesB"
        stored.add(name);
    }

    synchronized void restore(String name) {
        if (stored.remove(name)) {
            listener.add(name);
        }
    }
}
