package lazystatic;

import java.util.ArrayList;
import java.util.List;

/** A static that others set. */
class Holders {
    static List<String> shared;

    static <T> List<T> fresh() {
        return new ArrayList<>();
    }
}
