package sharedformat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

@Target(ElementType.TYPE)
@interface NotThreadSafe {
}

@Target(ElementType.TYPE)
@interface RequestScoped {
}

/** Formats that only one thread at a time can use, or types that any number may. */
final class SafeFormats {
    private static final DateTimeFormatter MODERN = DateTimeFormatter.ISO_DATE;
    private static final ThreadLocal<SimpleDateFormat> PER_THREAD = ThreadLocal.withInitial(() -> new SimpleDateFormat("yyyy"));
    private static final SimpleDateFormat CLONED = new SimpleDateFormat("yyyy");
    private static final DateFormat ON_ITSELF = new SimpleDateFormat("yyyy");
    private static final DateFormat ON_CLASS = new SimpleDateFormat("yyyy");
    private static final NumberFormat BY_LOCK = NumberFormat.getInstance();
    private static final Lock LOCK = new ReentrantLock();
    private static final DateFormat BY_HELPER = new SimpleDateFormat("yyyy");
    private static final SimpleDateFormat ASKED = new SimpleDateFormat("yyyy");
    private static final DecimalFormat INITIALISED = new DecimalFormat("0");
    private static final String FIRST;
    private final SimpleDateFormat mine = new SimpleDateFormat("yyyy");

    static {
        FIRST = INITIALISED.format(1); // ok: static initialiser, and no use elsewhere
    }

    String modern(LocalDate date) {
        return MODERN.format(date) + FIRST; // ok: DateTimeFormatter is immutable
    }

    String perThread(Date date) {
        return PER_THREAD.get().format(date); // ok: a format per thread
    }

    String cloned(Date date) {
        SimpleDateFormat own = (SimpleDateFormat) CLONED.clone(); // ok: a copy for this call
        own.setTimeZone(TimeZone.getTimeZone("UTC")); // ok: the copy is changed
        return own.format(date) + ((DateFormat) CLONED.clone()).format(date); // ok: copies
    }

    String onItself(Date date) {
        synchronized (ON_ITSELF) {
            return ON_ITSELF.format(date); // ok: its own monitor
        }
    }

    static synchronized String onClass(Date date) {
        return ON_CLASS.format(date); // ok: the class's monitor
    }

    Date onClassToo(String text) throws ParseException {
        synchronized (SafeFormats.class) {
            return ON_CLASS.parse(text); // ok: the same monitor
        }
    }

    String byLock(double n) {
        LOCK.lock();
        try {
            return BY_LOCK.format(n); // ok: every use holds LOCK
        } finally {
            LOCK.unlock();
        }
    }

    static List<String> all(List<Date> dates) {
        synchronized (BY_HELPER) {
            return dates.stream().map(date -> one(date)).collect(Collectors.toList());
        }
    }

    private static String one(Date date) {
        return BY_HELPER.format(date); // ok: its only caller holds the monitor
    }

    String asked() {
        return ASKED.toPattern() + ASKED.getTimeZone().getID(); // ok: only asked for its settings
    }

    String mine(Date date) {
        return mine.format(date); // ok: an object of its own, and no thread in sight
    }

    static String local(Date date) {
        SimpleDateFormat local = new SimpleDateFormat("yyyy");
        return local.format(date); // ok: a local
    }

    void inTask(ExecutorService pool, List<Date> dates) {
        for (Date date : dates) {
            pool.execute(() -> {
                DateFormat own = new SimpleDateFormat("yyyy");
                own.format(date); // ok: made by the task
            });
        }
    }

    static List<String> sequential(List<Date> dates) {
        DateFormat format = new SimpleDateFormat("yyyy");
        return dates.stream().map(date -> format.format(date)).collect(Collectors.toList()); // ok: not parallel
    }

    /** A new object for every request. */
    @RequestScoped
    static class Request {
        private final SimpleDateFormat format = new SimpleDateFormat("yyyy");

        public String format(Date date) {
            return format.format(date); // ok: the object belongs to one request
        }
    }

    /** One thread does all the formatting. */
    static class Lane {
        private final ExecutorService lane = Executors.newSingleThreadExecutor();
        private final SimpleDateFormat format = new SimpleDateFormat("yyyy");

        void print(Date date) {
            lane.execute(() -> {
                if (format.format(date).isEmpty()) { // ok: the tasks of one thread never overlap
                    throw new IllegalStateException();
                }
            });
        }
    }

    /** A command line tool: only main comes here. */
    static class Tool {
        private static final SimpleDateFormat NOW = new SimpleDateFormat("HH:mm");

        public static void main(String[] args) {
            if (NOW.format(new Date()).equals(args[0])) { // ok: only the main thread
                more(args);
            }
        }

        private static void more(String[] args) {
            if (NOW.format(new Date()).equals(args[1])) { // ok: called by main alone
                throw new IllegalStateException();
            }
        }
    }

    @NotThreadSafe
    static class Declared {
        private static final SimpleDateFormat YEAR = new SimpleDateFormat("yyyy");

        String year(Date date) {
            return YEAR.format(date); // ok: declared not thread-safe
        }
    }

    /** A class of the project that only sounds like one of the JDK's. */
    static class FastFormat {
        private static final FastFormat DAY = new FastFormat();

        String format(Date date) {
            return date.toInstant().toString();
        }

        static String day(Date date) {
            return DAY.format(date); // ok: not a java.text.Format
        }
    }
}

/** The thread of the user interface alone calls a table's model. */
class DatesOfATable extends javax.swing.table.AbstractTableModel {
    private static final DateFormat CELL = new SimpleDateFormat("yyyy");
    private final List<Date> dates;

    DatesOfATable(List<Date> dates) {
        this.dates = dates;
    }

    @Override
    public int getRowCount() {
        return dates.size();
    }

    @Override
    public int getColumnCount() {
        return 1;
    }

    @Override
    public Object getValueAt(int row, int column) {
        return CELL.format(dates.get(row)); // ok: only the thread of the user interface
    }
}
