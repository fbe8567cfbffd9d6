package dev.snarl.cli;

import dev.snarl.inputs.NearName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Values of options. */
final class Words {
    private Words() {}

    /** The value that the word names. */
    static <T> T one(String option, String word, List<T> values, Function<T, String> name) {
        List<String> names = values.stream().map(name).toList();
        int at = names.indexOf(word);
        if (at < 0) throw new UsageException("'" + word + "' is no value of " + option + "; use " + String.join(", ", names) + NearName.hint(word, names));
        return values.get(at);
    }

    /** The words of comma-separated lists, in order. */
    static List<String> split(String option, List<String> lists) {
        List<String> words = new ArrayList<>();
        for (String list : lists) {
            for (String word : list.split(",", -1)) {
                if (word.isBlank()) throw new UsageException("an empty word in " + option + " " + list);
                words.add(word.strip());
            }
        }
        return words;
    }
}
