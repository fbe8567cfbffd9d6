package sharedformat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.text.ChoiceFormat;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

@Target(ElementType.TYPE)
@interface ThreadSafe {
}

@Target(ElementType.TYPE)
@interface Service {
}

/** A static format is one object for all threads; each is used without a lock. */
public class SharedFormats {
    private static final SimpleDateFormat DAY = new SimpleDateFormat("yyyy-MM-dd");
    static final DateFormat TIME = DateFormat.getTimeInstance();
    public static final NumberFormat MONEY = NumberFormat.getCurrencyInstance(Locale.ROOT);
    private static final DecimalFormat DECIMAL = new DecimalFormat("0.00");
    private static final MessageFormat MESSAGE = new MessageFormat("{0} of {1}");
    private static final ChoiceFormat CHOICE = new ChoiceFormat("0#none|1#one");
    private static final NumberFormat COMPACT = NumberFormat.getCompactNumberInstance();
    private static final DateFormat SET_UP = new SimpleDateFormat("yyyy");
    private static final SimpleDateFormat CHANGED = new SimpleDateFormat("HH");
    private static final SimpleDateFormat TWICE = new SimpleDateFormat("mm");
    private static final SimpleDateFormat REFERENCED = new SimpleDateFormat("ss");
    private static final Map<String, DateFormat> BY_NAME = Map.of("day", new SimpleDateFormat("dd"));
    private static DateFormat reassigned = new SimpleDateFormat("yy");

    static {
        SET_UP.setLenient(false); // ok: static initialiser
    }

    public static Date day(String text) throws ParseException {
        return DAY.parse(text); // want "DAY"
    }

    public String time(Date date) {
        return TIME.format(date); // want "TIME"
    }

    public String money(double amount) {
        return amount < 0 ? "" : MONEY.format(amount); // want "MONEY"
    }

    public String decimal(double amount) {
        return "about " + SharedFormats.DECIMAL.format(amount); // want "DECIMAL"
    }

    public String message(int n, int of) {
        return MESSAGE.format(new Object[]{n, of}); // want "MESSAGE"
    }

    public String choice(int n) {
        return switch (n) {
            case 0 -> "";
            default -> CHOICE.format(n); // want "CHOICE"
        };
    }

    public String compact(long n) {
        return COMPACT.format(n); // want "COMPACT"
    }

    public String year(Date date) {
        return SET_UP.format(date); // want "SET_UP"
    }

    public void change(String pattern) {
        CHANGED.applyPattern(pattern); // want "CHANGED"
    }

    public String minute(Date date) {
        return TWICE.format(date); // want "TWICE"
    }

    public Date minute(String text) throws ParseException {
        return TWICE.parse(text); // ok: one finding for the field
    }

    public List<String> seconds(List<Date> dates) {
        return dates.stream().map(REFERENCED::format).collect(Collectors.toList()); // want "REFERENCED"
    }

    public String byName(Date date) {
        return BY_NAME.get("day").format(date); // miss "BY_NAME"
    }

    public String reassigned(Date date) {
        return reassigned.format(date); // want "reassigned"
    }

    /** A local alias is the same object. */
    static class ByAlias {
        private static final DateFormat ALIASED = new SimpleDateFormat("yyyy");
        private static final DateFormat HELPED = new SimpleDateFormat("yyyy");

        String alias(Date date) {
            DateFormat mine = ALIASED;
            return mine.format(date); // want "ALIASED"
        }

        String helped(Date date) {
            return helper().format(date); // want "HELPED"
        }

        private static DateFormat helper() {
            return HELPED;
        }
    }

    /** An instance field of an object that there is once. */
    enum Single {
        INSTANCE;

        private final SimpleDateFormat stamp = new SimpleDateFormat("yyyy-MM-dd");

        String stamp(Date date) {
            return stamp.format(date); // want "stamp"
        }
    }

    @Service
    static class Bean {
        private final DecimalFormat price = new DecimalFormat("#.##");

        public String price(double amount) {
            return price.format(amount); // want "price"
        }
    }

    @ThreadSafe
    static class Declared {
        private final NumberFormat number = NumberFormat.getInstance();

        public Number number(String text) throws ParseException {
            return number.parse(text); // want "number"
        }
    }

    /** Guarded here, forgotten there. */
    static class HalfGuarded {
        private static final DateFormat HALF = new SimpleDateFormat("yyyy");

        synchronized String ownLockOnly(Date date) {
            synchronized (HALF) {
                return HALF.format(date); // ok: its own monitor
            }
        }

        Date parse(String text) throws ParseException {
            return HALF.parse(text); // want "HALF"
        }
    }

    /** Each use holds a lock, but not the same one. */
    static class TwoLocks {
        private static final DateFormat TORN = new SimpleDateFormat("yyyy");
        private static final Object ONE = new Object();
        private static final Object OTHER = new Object();

        String format(Date date) {
            synchronized (ONE) {
                return TORN.format(date); // ok: told where the other lock is held
            }
        }

        Date parse(String text) throws ParseException {
            synchronized (OTHER) {
                return TORN.parse(text); // want "TORN"
            }
        }
    }

    /** The lock of one object does not guard what all objects share. */
    static class WrongLock {
        private static final DateFormat WRONG = new SimpleDateFormat("yyyy");

        synchronized String format(Date date) {
            return WRONG.format(date); // want "WRONG"
        }
    }
}

/** Formats that tasks share: fields, locals, fields of a super class. */
class TaskFormats {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final SimpleDateFormat field = new SimpleDateFormat("yyyy-MM-dd");
    private final NumberFormat byFuture = NumberFormat.getInstance();

    List<Future<Date>> parseAll(List<String> texts) {
        return texts.stream().map(text -> pool.submit(() -> field.parse(text))).collect(Collectors.toList()); // want "field"
    }

    void local(List<Date> dates) {
        DateFormat local = new SimpleDateFormat("yyyy");
        for (Date date : dates) {
            pool.execute(() -> accept(local.format(date))); // want "local"
        }
    }

    List<String> parallel(List<Double> amounts) {
        DecimalFormat shared = new DecimalFormat("0.0");
        return amounts.parallelStream().map(amount -> shared.format(amount)).collect(Collectors.toList()); // want "shared"
    }

    void future(List<Integer> numbers) {
        for (int number : numbers) {
            CompletableFuture.runAsync(() -> accept(byFuture.format(number))); // want "byFuture"
        }
    }

    private static void accept(String text) {
        if (text.isEmpty()) {
            throw new IllegalStateException();
        }
    }
}

/** The super class holds the format, the sub class is what threads share. */
abstract class Printer<T> {
    protected final MessageFormat layout = new MessageFormat("<{0}>");

    String print(T value) {
        return layout.format(new Object[]{value}); // want "layout"
    }
}

final class NamePrinter extends Printer<String> {
    private static final NamePrinter ONLY = new NamePrinter();

    static void start() {
        Thread first = new Thread(() -> ONLY.print("a"));
        Thread second = new Thread(() -> ONLY.print("b"));
        first.start();
        second.start();
    }
}
