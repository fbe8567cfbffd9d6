package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What parts of one body hold. Used by one thread. */
final class BodyParts {
    private final BitSet lockEvents;
    private final Map<Node, Boolean> touching = new IdentityHashMap<>();

    /** @param lockEvents the events that do something to locks */
    BodyParts(BitSet lockEvents) {
        this.lockEvents = lockEvents;
    }

    /** Whether a part holds a call that does something to locks. */
    boolean touches(Node n) {
        Boolean known = touching.get(n);
        if (known == null) {
            BitSet inside = new BitSet();
            eventsIn(n, inside);
            known = inside.intersects(lockEvents);
            touching.put(n, known);
        }
        return known;
    }

    static void eventsIn(Node n, BitSet out) {
        Nodes.walk(n, x -> {
            if (x instanceof Event e) out.set(e.id());
        });
    }

    /** The keys of the locals, and the names of the fields, that get a value inside. */
    static void assignedIn(Node n, List<String> out) {
        Nodes.walk(n, x -> {
            if (x instanceof Event.Assign a) out.add(Conditions.ofLocal(a.local()));
            String field = x instanceof Event.Write w ? fieldName(w.target()) : x instanceof Event.Update u ? fieldName(u.target()) : null;
            if (field != null) out.add(field);
        });
    }

    /** The last name of a field's path, or null. */
    static String fieldName(Value target) {
        return target instanceof Value.Name n ? n.id() : target instanceof Value.Field f ? f.name() : null;
    }
}
