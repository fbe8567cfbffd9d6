package dev.snarl.extract;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.comments.CommentsCollection;
import java.util.List;

/**
 * The parser, configured for speed, and the language levels it is tried at. Not thread-safe.
 * Without its validators the parser's grammar takes {@code enum}, {@code assert}, {@code record}, {@code sealed}, {@code _} ... as names where they can be names;
 * the levels differ in {@code yield} alone, so two are enough: the newest, and the last before {@code yield} became a statement.
 */
final class ParseLevels {
    private static final LanguageLevel NEWEST = LanguageLevel.BLEEDING_EDGE, BEFORE_YIELD = LanguageLevel.JAVA_11;

    private JavaParser newest = parser(NEWEST), beforeYield;

    /** A tree (null where there is none), what is wrong with it (empty for a sound one), the level it was parsed at, and the enums that the tree lacks. */
    record Parsed(CompilationUnit unit, List<Problem> problems, CommentsCollection comments, String level, LocalEnums enums) {
        boolean sound() {
            return unit != null && problems.isEmpty();
        }
    }

    Parsed parse(String text) {
        Parsed first = parsed(newest.parse(text), "25");
        if (first.sound()) return first;
        if (text.contains("enum")) {
            LocalEnums enums = new LocalEnums();
            Parsed without = enums.without(text, first, t -> parsed(newest.parse(t), "25"));
            // The comments of the whole text: those within the enums are gone from the rest.
            if (without != first) return new Parsed(without.unit, without.problems, first.comments, without.level, enums);
        }
        if (!text.contains("yield")) return first;
        if (beforeYield == null) beforeYield = parser(BEFORE_YIELD);
        Parsed second = parsed(beforeYield.parse(text), "11");
        return second.sound() ? second : first;
    }

    /** Drops what the parser holds of the last file, or what an overflow of the stack left of it. */
    void reset() {
        newest = parser(NEWEST);
        beforeYield = null;
    }

    private static Parsed parsed(ParseResult<CompilationUnit> r, String level) {
        return new Parsed(r.getResult().orElse(null), r.getProblems(), r.getCommentsCollection().orElse(null), level, new LocalEnums());
    }

    private static JavaParser parser(LanguageLevel level) {
        ParserConfiguration c = new ParserConfiguration().setLanguageLevel(level).setAttributeComments(false).setDetectOriginalLineSeparator(false).setTabSize(1)
                .setStoreTokens(true);
        c.getProcessors().clear();
        return new JavaParser(c);
    }
}
