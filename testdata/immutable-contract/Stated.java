package contracts.stated;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.concurrent.Immutable;

/** An annotation that states an intent: what certainly changes is reported. */
@Immutable
public class Stated {
    private int level; // want "Stated.setLevel writes Stated.level after construction"

    public void setLevel(int level) {
        this.level = level;
    }
}

@Immutable
class Collects {
    private final List<String> names = new ArrayList<>(); // want "Collects.add changes what is in Collects.names"

    public void add(String name) {
        names.add(name);
    }
}

@Immutable
class Merged {
    private int first; // want "so does one more field"
    private int second;

    Merged(int both) {
        first = both;
        second = both;
    }

    void move(int to) {
        first = to;
        second = to;
    }
}

@Immutable
class Leaks {
    private final int[] codes; // want "is given to callers"

    Leaks(int[] codes) {
        this.codes = codes.clone();
    }

    public int[] codes() {
        return codes;
    }
}

@Immutable
class LeaksDate {
    private final Date at; // want "is given to callers"

    LeaksDate(Date at) {
        this.at = new Date(at.getTime());
    }

    public Date at() {
        return at;
    }
}

@Immutable
class Open {
    public final int[] codes = {1}; // want "is not private"
}

@Immutable
class Unpublished {
    private int level; // want "another thread may see it unset"

    Unpublished(int level) {
        this.level = level;
    }
}

@Immutable
class Element {
    private final byte[] bytes = new byte[4]; // want "Element.set changes what is in Element.bytes"

    void set(int i) {
        bytes[i] = 1;
    }
}

class Counting {
    int count;

    void count() {
        count++;
    }
}

@Immutable
class InheritsCount extends Counting { // want "Counting.count can be changed"
}

@Immutable
class Fine {
    private final int[] codes = {1, 2}; // ok: never leaves
    private final List<String> names; // ok: nobody changes it here, and the caller's list was copied
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>(); // ok: a cache in a map that is safe to share
    private int hash; // ok: a cache that no caller can tell
    private String text; // ok: the same, of an immutable object
    private transient int scratch; // ok: no part of its state

    Fine(List<String> names) {
        this.names = List.copyOf(names);
    }

    public int[] codes() {
        return codes.clone(); // ok: a copy
    }

    public List<String> names() {
        return names; // ok: not known to be one that changes
    }

    public int length(String s) {
        return lengths.computeIfAbsent(s, String::length);
    }

    @Override
    public int hashCode() {
        if (hash == 0) hash = names.hashCode() + codes.length;
        return hash;
    }

    @Override
    public String toString() {
        String t = text;
        if (t == null) text = t = names.toString();
        return t;
    }
}

/** Filled from a stream by itself. */
@Immutable
class Record {
    private int id; // ok: written before anyone has the object

    public void readFrom(DataInput in) throws IOException {
        id = in.readInt();
    }
}

/** Made in steps. */
@Immutable
class Steps {
    private int size = 1; // want "another thread may see it unset"

    Steps(int n) {
        fill(n);
    }

    private void fill(int n) {
        size = n; // ok: a step of the constructor
    }

    static Steps twice(int n) {
        Steps s = new Steps(n);
        s.size *= 2; // ok: not shared yet
        return s;
    }
}

@lombok.Value
class Generated {
    int level; // ok: a processor makes it final
}

@org.hibernate.annotations.Immutable
class Entity {
    private int level; // ok: another annotation of that name

    void setLevel(int level) {
        this.level = level;
    }
}

class Undeclared {
    int level; // ok: it promises nothing
}
