package sharedfield;

/** Knows nothing of threads. The findings on its fields are where the other files write them. */
class Slot<T> {
    T value;
    T other;
    T quiet;
}

/** The super class holds the field. */
class Named {
    private String name = "";

    String name() {
        return name;
    }

    void rename(String next) {
        name = next; // miss "name" read once by the task: whether before or after is not known
    }
}

class NamedAndTitled extends Named {
    private String title;

    void title(String next) {
        title = next; // ok: called by nobody
    }

    String title() {
        return title;
    }
}
