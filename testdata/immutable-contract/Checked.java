package contracts;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ImmutableTypeParameter;
import com.google.errorprone.annotations.concurrent.LazyInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The annotation that is checked to the letter: all parts must be declared as well. */
@Immutable
class Checked {
    int notFinal; // want "not final, Checked.notFinal"
    final int[] array = {1}; // want "the elements of an array can always be changed"
    final List<String> list = List.of(); // want "a List may be one that can be changed"
    final AtomicInteger counter = new AtomicInteger(); // want "an AtomicInteger can be changed"
    final ImmutableList<List<String>> nested = null; // want "the ImmutableList holds List<String>"
    final ImmutableList raw = null; // want "the raw ImmutableList may hold anything"
    final Plain plain = new Plain(); // want "Plain.value can be changed"
    final Undeclared undeclared = null; // want "Undeclared is not declared immutable"
    final Box<List<String>> boxOfList = null; // want "Box holds List<String>"
    final Box<?> boxOfAny = null; // want "Box holds ?"
    @LazyInit List<String> lazyList; // want "a List may be one that can be changed"

    final int number = 1; // ok: final and primitive
    final String text = "a"; // ok: known to be immutable
    final Instant when = Instant.EPOCH; // ok: the same, by package
    final Class<?> type = Object.class; // ok: whatever its argument is
    final ImmutableList<ImmutableList<String>> deep = null; // ok: immutable all the way down
    final Optional<String> maybe = Optional.empty(); // ok: as immutable as what is in it
    final Box<String> boxOfText = null; // ok: the same, declared with containerOf
    final Kind kind = Kind.A; // ok: enums are checked on their own
    final Range range = null; // ok: a record of immutable parts
    final com.example.Unknown unknown = null; // ok: nothing is known of it
    @LazyInit int lazyNumber; // ok: filled once, and immutable
    @SuppressWarnings("Immutable")
    final int[] known = {1}; // ok: the author has looked
    static int global; // ok: no part of an instance
    private int hash; // ok: computed when first asked for

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = text.length() * 31 + number;
            hash = h;
        }
        return h;
    }

    enum Kind { A }

    record Range(int from, int to) {}
}

class Plain {
    public int value;
}

interface Undeclared {}

@Immutable(containerOf = "T")
final class Box<T> {
    private final T content; // ok: the container's content is the matter of who names it

    Box(T content) {
        this.content = content;
    }
}

@Immutable(containerOf = "Z")
final class Misspelt<T> { // want "does not exist, Z"
}

@Immutable
final class NoContainer<T> {
    private final T content; // want "T may be any type"

    NoContainer(T content) {
        this.content = content;
    }
}

@Immutable
abstract class Recursive<T extends Recursive<T>> {
    final T next = null; // ok: the bound has promised it
}

@Immutable
record Point(int x, int y) { // ok: immutable components
}

@Immutable
record Path(List<String> names) { // want "Path.names"
}

/** A subtype keeps the promise without saying so. */
@Immutable
interface Shape {
    int area();
}

class Square implements Shape {
    int side; // want "Square.side"

    @Override
    public int area() {
        return side * side;
    }
}

@Immutable
class Inherits extends Plain { // want "Plain.value can be changed"
}

class Anonymous {
    Shape counting() {
        return new Shape() {
            int asked; // want "asked"

            @Override
            public int area() {
                return asked++;
            }
        };
    }

    Shape fixed(int side) {
        return new Shape() {
            @Override
            public int area() {
                return side * side; // ok: it keeps a number
            }
        };
    }

    Shape keeping(List<Integer> sides) {
        return new Shape() { // want "keeps sides"
            @Override
            public int area() {
                return sides.get(0);
            }
        };
    }
}

class Around {
    private int state;
    private final int fixed = 1;
    private final Map<String, String> map = new HashMap<>();

    @Immutable
    class Inner { // want "uses Around.state, which is not final"
        int get() {
            return state;
        }
    }

    @Immutable
    class Modest {
        int get() {
            return fixed; // ok: a final number
        }
    }

    void use(Shape s) {
    }

    void lambdas(List<Integer> sides, int side) {
        use(() -> side); // ok: it keeps a number
        use(() -> sides.get(0)); // want "keeps sides"
        use(() -> state); // want "uses Around.state"
        use(() -> map.size()); // want "uses Around.map"
        use(() -> compute()); // want "calls Around.compute"
        use(() -> {
            List<Integer> own = new ArrayList<>();
            return own.size(); // ok: its own at each call
        });
        use(map::size); // want "keeps its receiver"
        use(Around::constant); // ok: no receiver
        Runnable free = () -> sides.clear(); // ok: a Runnable promises nothing
    }

    int compute() {
        return state++;
    }

    static int constant() {
        return 1;
    }
}

/** A parameter that asks for immutable arguments. */
@Immutable
class Cache<@ImmutableTypeParameter T> {
    private final T value = null; // ok: the argument is asked for

    static Cache<String> texts() {
        return new Cache<>(); // ok: String
    }

    static Cache<List<String>> lists() {
        return new Cache<>(); // want "asks for immutable types but gets List<String>"
    }

    static <E> Cache<E> any() {
        return new Cache<E>(); // want "gets E: E may be any type"
    }

    static <@ImmutableTypeParameter E> Cache<E> passedOn() {
        return new Cache<E>(); // ok: asked for here too
    }

    static <@ImmutableTypeParameter E> void put(E value) {
    }

    static void puts(Plain plain) {
        put("text"); // ok: String
        put(plain); // want "gets Plain"
    }

    static Object inferred() {
        var c = new Cache<>();
        return c; // ok: what it holds is not written
    }
}

class OfLists extends Cache<List<String>> { // want "gets List<String>"
}
