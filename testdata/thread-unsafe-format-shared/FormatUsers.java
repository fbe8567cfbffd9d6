package sharedformat;

import java.util.Date;
import java.util.List;

/** Uses the constants of another file. */
final class FormatUsers {
    private static final Column BORN = new Column("born", new java.text.SimpleDateFormat("yyyy"));

    String print(Date date) {
        return Formats.ISO.format(date); // want "ISO"
    }

    String locked(Date date) {
        synchronized (Formats.LOCKED) {
            return Formats.LOCKED.format(date); // ok: every use holds its monitor
        }
    }

    List<String> column(List<Date> dates) {
        return dates.parallelStream().map(date -> BORN.format().format(date)).toList(); // want "format"
    }
}
