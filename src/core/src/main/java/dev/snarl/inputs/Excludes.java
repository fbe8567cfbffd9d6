package dev.snarl.inputs;

import org.eclipse.jgit.ignore.FastIgnoreRule;

import java.util.ArrayList;
import java.util.List;

/**
 * The user's {@code --exclude} patterns, written like lines of a .gitignore: {@code gen/}, {@code *Test.java}, {@code /src/main/x/**}; a later
 * {@code !} line takes back. A pattern with a slash is tried below the display root, below the working directory, and below the root of an archive.
 */
final class Excludes {
    private final List<FastIgnoreRule> rules = new ArrayList<>();

    Excludes(List<String> patterns, DisplayRoot root) throws InputException {
        for (String pattern : patterns) {
            String line = pattern.startsWith("./") ? pattern.substring(1) : pattern;
            String top = root.path();
            if (line.startsWith(top + "/")) line = line.substring(top.length());
            FastIgnoreRule rule = new FastIgnoreRule(line);
            if (rule.isEmpty()) throw new InputException("not a pattern for files: '" + pattern + "'", pattern);
            rules.add(rule);
        }
    }

    /** @param names ways to write one and the same file or folder, null where there is none; one match is enough */
    boolean match(boolean folder, String... names) {
        if (rules.isEmpty()) return false;
        for (String name : names) {
            if (name != null && !name.isEmpty() && matches(name, folder)) return true;
        }
        return false;
    }

    boolean none() {
        return rules.isEmpty();
    }

    private boolean matches(String name, boolean folder) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).isMatch(name, folder, false)) return rules.get(i).getResult();
        }
        return false;
    }
}
