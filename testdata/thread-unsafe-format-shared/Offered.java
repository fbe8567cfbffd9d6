package formats;

import java.text.DateFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;

/** Constants for code elsewhere. */
public class Offered {
    public static final DateFormat MONTH = new SimpleDateFormat("MM"); // want "Offered.MONTH is offered"
    @Deprecated
    public static final DateFormat YEAR = new SimpleDateFormat("yyyy"); // ok: its author has taken it back
    static final DateFormat WEEK = new SimpleDateFormat("ww"); // ok: for the package, which does not use it
    private static final DateFormat UNUSED = new SimpleDateFormat("dd"); // ok: nobody can use it
    public final NumberFormat own = NumberFormat.getInstance(); // ok: each object has its own
    public static final NumberFormat LOCKED = NumberFormat.getInstance(); // ok: used under one lock here

    static synchronized String show(double d) {
        return LOCKED.format(d);
    }

    static class Hidden {
        public static final DateFormat DAY = new SimpleDateFormat("EE"); // ok: its class is for the package
    }
}
