package dev.snarl.metamorphic;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Another way to write the same program. */
public interface Rewrite {
    /**
     * Rewrites a folder's sources.
     *
     * @param files path to text
     * @return the changed folder: files that stay as they are included; equal to {@code files} where there is nothing to rewrite
     */
    Map<String, String> apply(Map<String, String> files);

    /** A message about the rewritten program in the names of the original. */
    default String original(String message) {
        return message;
    }

    /** Whether code moves to another method: then a finding may stand at the call of what was moved, and speak of that call. */
    default boolean moves() {
        return false;
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

    /** This rewrite, where the new names of things hold a mark that is no part of the original's. */
    default Rewrite marking(String mark, boolean moves) {
        Rewrite plain = this;
        Pattern pattern = Pattern.compile(mark);
        return new Rewrite() {
            @Override
            public Map<String, String> apply(Map<String, String> files) {
                return plain.apply(files);
            }

            @Override
            public String original(String message) {
                return pattern.matcher(message).replaceAll("");
            }

            @Override
            public boolean moves() {
                return moves;
            }
        };
    }

    /** Empty when the text is no Java of any level. */
    static Optional<CompilationUnit> parse(String text) {
        ParserConfiguration c = new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE).setAttributeComments(false);
        var result = new JavaParser(c).parse(text);
        return result.isSuccessful() ? result.getResult() : Optional.empty();
    }
}
