package doublecheck;

import java.util.function.Supplier;

/** The fields are those of FieldsElsewhere.java: whether they are volatile is said there. */
final class AcrossFiles extends FieldsElsewhere<StringBuilder> {
    private static final FieldsElsewhere<int[]> SHARED = new FieldsElsewhere<>();

    StringBuilder inherited() {
        if (plain == null) { // want "plain"
            synchronized (this) {
                if (plain == null) {
                    plain = new StringBuilder();
                }
            }
        }
        return plain;
    }

    StringBuilder inheritedVolatile() {
        if (safe == null) {
            synchronized (this) {
                if (safe == null) {
                    safe = new StringBuilder(); // ok: volatile in the super class
                }
            }
        }
        return safe;
    }

    static int[] ofAnother() {
        if (SHARED.other == null) { // want "other"
            synchronized (SHARED) {
                if (SHARED.other == null) {
                    SHARED.other = new int[]{1, 2};
                }
            }
        }
        return SHARED.other;
    }

    /** The value comes from a supplier, and the lock is the class. */
    static String supplied(Supplier<Object> supplier) {
        if (FieldsElsewhere.created == null) { // want "created"
            synchronized (FieldsElsewhere.class) {
                if (FieldsElsewhere.created == null) {
                    FieldsElsewhere.created = supplier.get();
                }
            }
        }
        return FieldsElsewhere.created.toString();
    }
}
