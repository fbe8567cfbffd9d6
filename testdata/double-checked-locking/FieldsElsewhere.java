package doublecheck;

/** Holds the fields that AcrossFiles.java creates lazily. */
class FieldsElsewhere<T> {
    static Object created;
    protected T plain;
    protected volatile T safe;
    T other;

    synchronized void reset() {
        safe = null; // ok: no creation, and volatile
    }
}
