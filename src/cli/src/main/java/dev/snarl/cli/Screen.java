package dev.snarl.cli;

import dev.snarl.report.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output for the report alone, standard error for everything else, both in UTF-8. */
final class Screen {
    /** Set by the launcher to the terminal's columns when standard output is one. */
    static final String TERMINAL = "SNARL_TERMINAL";
    private static final int NARROWEST = 60, WIDEST = 160, USUAL = 100;

    enum Colour { AUTO, ALWAYS, NEVER }

    private final Surroundings here;
    private boolean readerGone;

    Screen(Surroundings here) {
        this.here = here;
    }

    /** Writes to standard output. A reader that has gone, as after {@code | head}, is no mishap: the rest is dropped. */
    void out(byte[] bytes) {
        if (readerGone) return;
        try {
            here.out().write(bytes);
            here.out().flush();
        } catch (IOException e) {
            if (!closedByReader(e)) throw new UncheckedIOException(e);
            readerGone = true;
        }
    }

    void out(String text) {
        out(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One line on standard error, with Snarl's name before it. */
    void tell(String line) {
        plain("snarl: " + line + "\n");
    }

    /** Text on standard error as it is. */
    void plain(String text) {
        try {
            here.err().write(text.getBytes(StandardCharsets.UTF_8));
            here.err().flush();
        } catch (IOException e) {
            // There is nowhere left to tell it.
        }
    }

    Style style(Colour wanted) {
        return new Style(width(), coloured(wanted));
    }

    private int width() {
        int columns = number(here.variable("COLUMNS"));
        if (columns == 0) columns = number(here.variable(TERMINAL));
        return columns == 0 ? USUAL : Math.max(NARROWEST, Math.min(WIDEST, columns));
    }

    private boolean coloured(Colour wanted) {
        if (wanted != Colour.AUTO) return wanted == Colour.ALWAYS;
        if (!here.variable("NO_COLOR").isEmpty()) return false;
        String force = here.variable("FORCE_COLOR");
        if (!force.isEmpty()) return !force.equals("0") && !force.equals("false");
        return number(here.variable(TERMINAL)) > 0 && !here.variable("TERM").equals("dumb");
    }

    private static int number(String digits) {
        return digits.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(digits) : 0;
    }

    private static boolean closedByReader(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe") || message.contains("epipe") || message.contains("pipe is being closed") || message.contains("pipe closed");
    }
}
