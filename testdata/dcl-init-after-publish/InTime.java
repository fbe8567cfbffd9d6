package tooearly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/** Objects that are whole when they are stored, or that nobody sees before the lock is free. */
final class InTime {
    private static final Logger LOG = Logger.getLogger("intime");
    private volatile List<String> filledFirst;
    private volatile List<String> logged;
    private volatile List<String> asked;
    private volatile List<String> shadowed;
    private volatile List<String> later;
    private volatile boolean ready;
    private Map<String, String> settings;
    private List<String> alwaysLocked;
    private List<String> ownThread;
    private static List<String> initial;

    List<String> filledFirst() {
        if (filledFirst == null) {
            synchronized (this) {
                if (filledFirst == null) {
                    List<String> l = new ArrayList<>();
                    l.add("a"); // ok: before it is stored
                    filledFirst = l;
                }
            }
        }
        return filledFirst;
    }

    List<String> shadowed() {
        if (shadowed == null) {
            synchronized (this) {
                if (shadowed == null) {
                    List<String> shadowed = new ArrayList<>();
                    shadowed.add("a"); // ok: the local of that name
                    this.shadowed = shadowed;
                }
            }
        }
        return shadowed;
    }

    List<String> logged() {
        if (logged == null) {
            synchronized (this) {
                if (logged == null) {
                    logged = new ArrayList<>();
                    LOG.info("made " + logged); // ok: a log
                    System.out.println(logged); // ok: a print
                }
            }
        }
        return logged;
    }

    int asked() {
        if (asked == null) {
            synchronized (this) {
                if (asked == null) {
                    asked = new ArrayList<>();
                    return asked.size(); // ok: a question changes nothing
                }
            }
        }
        return asked.size();
    }

    void later() {
        if (later == null) {
            synchronized (this) {
                if (later == null) {
                    later = new ArrayList<>();
                }
            }
        }
        later.add("a"); // ok: use of what is there, no part of its making
    }

    String setting(String key) {
        if (!ready) {
            synchronized (this) {
                if (!ready) {
                    settings = new HashMap<>();
                    ready = true; // ok: set last
                }
            }
        }
        return settings.get(key);
    }

    synchronized List<String> alwaysLocked() {
        if (alwaysLocked == null) {
            alwaysLocked = new ArrayList<>();
            alwaysLocked.add("a"); // ok: nobody asks without the lock
        }
        return alwaysLocked;
    }

    List<String> ownThread() {
        if (ownThread == null) {
            ownThread = new ArrayList<>();
            ownThread.add("a"); // ok: nothing says that the object is shared
        }
        return ownThread;
    }

    private volatile StringBuilder remade;

    StringBuilder remade(boolean other) {
        StringBuilder local = remade;
        if (local == null || other) {
            synchronized (this) {
                local = remade;
                if (local == null) {
                    local = new StringBuilder();
                    remade = local;
                } else {
                    local = new StringBuilder();
                    local.append("b"); // ok: another way, and another object
                    remade = local;
                }
            }
        }
        return local;
    }

    static {
        if (initial == null) {
            initial = new ArrayList<>();
            initial.add("a"); // ok: the class is being initialised
        }
    }
}
