package lockonvaluebasedclass;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Objects without identity as locks. */
class ValueBased {
    private Instant last = Instant.now();
    private final Optional<String> name;
    private final List<String> names = List.of();
    private final Map<String, String> map = Map.of("a", "b");
    private Object hidden = LocalDate.now();
    private final Integer box = new Integer(4);
    private final Object boxAsObject = new Long(4);
    private static final Set<String> SET;

    static {
        SET = Set.copyOf(new ArrayList<>());
    }

    ValueBased(Optional<String> name) {
        this.name = name;
    }

    void instant() {
        synchronized (last) { // want "ValueBased.last is an Instant"
            last = Instant.now();
        }
    }

    void optional() {
        synchronized (name) { // want "ValueBased.name is an Optional"
            System.out.println(name);
        }
    }

    void factory() {
        synchronized (names) { // want "List.of()"
            System.out.println(names);
        }
    }

    void mapFactory() {
        synchronized (this.map) { // want "Map.of()"
            System.out.println(map);
        }
    }

    void copy() {
        synchronized (SET) { // want "Set.copyOf()"
            System.out.println(SET);
        }
    }

    void asObject() {
        synchronized (hidden) { // want "ValueBased.hidden holds a LocalDate"
            System.out.println(hidden);
        }
    }

    void box() {
        synchronized (box) { // want "an Integer made with new"
            System.out.println(box);
        }
    }

    void boxAsObject() {
        synchronized (boxAsObject) { // want "a Long made with new"
            System.out.println(boxAsObject);
        }
    }

    void local(long millis) {
        var d = Duration.ofMillis(millis);
        synchronized (d) { // want "d is a Duration"
            System.out.println(d);
        }
    }

    void parameter(ZonedDateTime t) throws InterruptedException {
        t.wait(); // want "t is a ZonedDateTime"
    }

    void element(OptionalInt[] all) {
        synchronized (all[0]) { // want "is an OptionalInt"
            System.out.println();
        }
    }

    void process() {
        synchronized (ProcessHandle.current()) { // want "is a ProcessHandle"
            System.out.println();
        }
    }

    void lambda(List<Instant> times) {
        times.forEach(t -> {
            synchronized (t) { // want "t is an Instant"
                System.out.println(t);
            }
        });
    }

    void collected(Stream<String> s) {
        List<String> all = s.toList();
        synchronized (all) { // want "toList()"
            System.out.println(all);
        }
    }

    void wrapped(Map<String, String> m) {
        Map<String, String> view = Collections.unmodifiableMap(Map.of());
        synchronized (view) { // miss "Map.of" what a wrapper wraps is not followed
            System.out.println(view);
        }
    }
}

class Identity {
    private final List<String> names = new ArrayList<>();
    private final List<String> given;
    private final Object lock = new Object();
    private final java.time.Clock clock = java.time.Clock.systemUTC();

    Identity(List<String> given) {
        this.given = given;
    }

    void list() {
        synchronized (names) { // ok: an ArrayList of its own
            names.clear();
        }
    }

    void given() {
        synchronized (given) { // ok: which list it is, is not known
            given.clear();
        }
    }

    void clock() {
        synchronized (clock) { // ok: a clock is no value
            System.out.println();
        }
    }

    void unknown(Optional2 o) {
        synchronized (o) { // ok: the type is not known
            System.out.println();
        }
    }

    void plain() throws InterruptedException {
        synchronized (lock) { // ok: a new Object
            lock.wait();
        }
    }

    record Point(int x, int y) {
        void use() {
            synchronized (this) { // ok: a record is an object like others
                System.out.println();
            }
        }
    }
}
