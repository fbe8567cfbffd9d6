package dev.snarl.extract;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.UnparsableStmt;
import dev.snarl.facts.Body;
import dev.snarl.facts.BodyCodec;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a Java file and gives its facts: a pure function of the text. Every thread has its own parser, so any number of threads may call.
 * Deep nesting needs a deep stack (64 MiB take 2,000 nested blocks with ease); where the stack does not suffice the facts say {@code too-deep}.
 */
public final class Extractor {
    /** Changes whenever equal text gives other facts: a part of every cache key. */
    public static final String VERSION = "1";

    /** Beyond this length the parser is dropped after the file, for it holds on to the file's tokens. */
    private static final int LARGE = 1 << 20;

    private static final ThreadLocal<ParseLevels> PARSERS = ThreadLocal.withInitial(ParseLevels::new);

    private Extractor() {}

    /**
     * The facts of {@code text}; never null, and no exception leaves. A text that does not parse gives a notice ({@code parse-error} or {@code too-deep}, marked incomplete)
     * and what can be relied on: nothing, or, where the error lies within single statements, everything but the bodies that hold one.
     */
    public static FileFacts extract(String text) {
        try {
            Extraction e = read(text);
            List<byte[]> encoded = new ArrayList<>(e.bodies().size());
            for (Body b : e.bodies()) encoded.add(BodyCodec.encode(b));
            FileFacts f = e.facts();
            return new FileFacts(f.packageName(), f.imports(), f.types(), f.marks(), f.lines(), f.languageLevel(), f.notices(), List.copyOf(encoded));
        } catch (StackOverflowError tooDeep) {
            return nothing(text, Problems.tooDeep());
        }
    }

    /** The same with the bodies as they are. */
    static Extraction read(String text) {
        ParseLevels parsers = PARSERS.get();
        try {
            return read(text, parsers);
        } catch (StackOverflowError tooDeep) {
            parsers.reset();
            return new Extraction(nothing(text, Problems.tooDeep()), List.of());
        } catch (RuntimeException | AssertionError e) {
            parsers.reset();
            return new Extraction(nothing(text, Problems.failed(e)), List.of());
        } finally {
            if (text.length() > LARGE) PARSERS.remove();
        }
    }

    private static Extraction read(String text, ParseLevels parsers) {
        ParseLevels.Parsed parsed = parsers.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        CompilationUnit unit = parsed.unit();
        boolean partly = unit != null && !parsed.sound() && unparsable(unit) == parsed.problems().size();
        List<Notice> notices = parsed.sound() ? List.of() : List.of(Problems.parseError(parsed.problems(), partly));
        if (!parsed.sound() && !partly) return new Extraction(nothing(text, notices.get(0)), List.of());
        FileLowering lowering = new FileLowering(parsed.enums());
        lowering.lower(unit);
        String name = unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
        FileFacts facts = new FileFacts(name, FileLowering.imports(unit), lowering.types(), Marks.of(text, parsed.comments()), lines(text), parsed.level(), notices, List.of());
        return new Extraction(facts, lowering.bodies());
    }

    private static FileFacts nothing(String text, Notice notice) {
        return new FileFacts("", List.of(), List.of(), List.of(), lines(text), "25", List.of(notice), List.of());
    }

    /** How many statements the parser jumped over. */
    private static int unparsable(Node node) {
        if (node instanceof UnparsableStmt) return 1;
        int n = 0;
        for (Node child : node.getChildNodes()) n += unparsable(child);
        return n;
    }

    /** Lines of the text; a last line without its end counts. */
    private static int lines(String text) {
        int n = 0, length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == length || text.charAt(i + 1) != '\n')) n++;
        }
        return length == 0 || text.charAt(length - 1) == '\n' || text.charAt(length - 1) == '\r' ? n : n + 1;
    }
}
