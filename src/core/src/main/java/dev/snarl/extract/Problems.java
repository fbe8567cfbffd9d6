package dev.snarl.extract;

import com.github.javaparser.ParseException;
import com.github.javaparser.Problem;
import dev.snarl.facts.Notice;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser has to say, in words for a reader. */
final class Problems {
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern FOUND = Pattern.compile("^Parse error\\. Found +(.*?)(?:, expected( one of)? (.*))?$");
    private static final Pattern LEXICAL = Pattern.compile("Encountered: (.*?) (?:\\(\\d+\\), )?after :");
    private static final int LONGEST = 160;

    private Problems() {}

    static Notice parseError(List<Problem> problems, boolean partly) {
        Problem first = problems.get(0);
        String raw = first.getMessage();
        int line = 0, column = 0;
        Matcher place = PLACE.matcher(raw);
        if (first.getCause().orElse(null) instanceof ParseException e && e.currentToken != null && e.currentToken.next != null) {
            // The current token is the last that was understood: the wrong one follows.
            line = e.currentToken.next.beginLine;
            column = e.currentToken.next.beginColumn;
        } else if (place.find()) {
            line = number(place.group(1));
            column = number(place.group(2));
        }
        String remedy = partly ? "the methods that hold the error are left out; correct the syntax to have them analysed"
                : "correct the syntax, or leave the file out with --exclude";
        return new Notice("parse-error", "", line, column, message(raw), remedy, true);
    }

    static Notice failed(Throwable e) {
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : oneLine(e.getMessage());
        return new Notice("parse-error", "", 0, 0, "the file could not be read as Java: " + what, "leave the file out with --exclude, and report the failure", true);
    }

    static Notice tooDeep() {
        return new Notice("too-deep", "", 0, 0, "expressions or blocks are nested too deeply", "split the deep nesting, or leave the file out with --exclude", true);
    }

    private static String message(String raw) {
        String text = oneLine(raw);
        Matcher m = FOUND.matcher(text);
        if (m.find()) {
            if (m.group(1).equals("<EOF>")) return "the file ends too early";
            String found = m.group(1).replaceAll("\\s*<[A-Z_]+>$", "").strip();
            return cut("unexpected " + found + (m.group(3) != null && m.group(2) == null ? ", expected " + m.group(3).strip() : ""));
        }
        m = LEXICAL.matcher(text);
        if (m.find()) return cut(m.group(1).equals("<EOF>") ? "unexpected end of the file in a literal or comment" : "unexpected character " + m.group(1));
        return cut(text);
    }

    private static String oneLine(String s) {
        return s.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String cut(String s) {
        return s.length() <= LONGEST ? s : s.substring(0, LONGEST) + " ...";
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }
}
