package sharedformat;

import java.text.SimpleDateFormat;

/** Constants that other files use. See FormatUsers.java. */
final class Formats {
    static final SimpleDateFormat ISO = new SimpleDateFormat("yyyy-MM-dd");
    static final SimpleDateFormat LOCKED = new SimpleDateFormat("yyyy-MM-dd");

    private Formats() {
    }
}

/** The format is in a record: final, and shared all the same by who shares the record. */
record Column(String name, SimpleDateFormat format) {
}
