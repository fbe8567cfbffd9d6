package lockonforeignclassliteral;

/** A holder of locks: nothing else is in it. */
final class Locks {
    private Locks() {
    }
}
