package dev.snarl.metamorphic;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Another way to write the same program. */
public interface Rewrite {
    /**
     * Rewrites a folder's sources.
     *
     * @param files path to text
     * @return the changed folder: files that stay as they are included; equal to {@code files} where there is nothing to rewrite
     */
    Map<String, String> apply(Map<String, String> files);

    /** What the words of an expectation become; most rewrites leave the names. */
    default String part(String part) {
        return part;
    }

    /** A rewrite of each file on its own. */
    static Rewrite ofFile(BiConsumer<CompilationUnit, TextEdits> edit) {
        return files -> {
            Map<String, String> out = new TreeMap<>(files);
            files.forEach((path, text) -> parse(text).ifPresent(unit -> {
                TextEdits edits = new TextEdits(text);
                edit.accept(unit, edits);
                if (edits.any() && parse(edits.apply()).isPresent()) out.put(path, edits.apply());
            }));
            return out;
        };
    }

    /** Empty when the text is no Java of any level. */
    static Optional<CompilationUnit> parse(String text) {
        ParserConfiguration c = new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE).setAttributeComments(false);
        var result = new JavaParser(c).parse(text);
        return result.isSuccessful() ? result.getResult() : Optional.empty();
    }
}
