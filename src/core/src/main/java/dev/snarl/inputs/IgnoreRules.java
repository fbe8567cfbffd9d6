package dev.snarl.inputs;

import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.ignore.IgnoreNode.MatchResult;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The ignore rules that hold in one folder: its own .gitignore before those of the folders above it, up to the repository root and its
 * {@code info/exclude}. The user's global ignore file is left aside, so that a scan finds the same on every machine. Immutable.
 */
final class IgnoreRules {
    static final IgnoreRules NONE = new IgnoreRules(null, null, "");

    private final IgnoreRules above;
    private final IgnoreNode node;
    private final String base;

    private IgnoreRules(IgnoreRules above, IgnoreNode node, String base) {
        this.above = above;
        this.node = node;
        this.base = base;
    }

    /**
     * The rules from the repository root (null: none) down to the folder above the given one. When those rules ignore the given folder, or
     * whatever may be in it, they are dropped: the user asked for it by name.
     */
    static IgnoreRules above(Path folder, Path repository) {
        if (repository == null || folder.equals(repository)) return repository == null ? NONE : ofRepository(repository);
        Deque<Path> down = new ArrayDeque<>();
        for (Path p = folder.getParent(); p != null && p.startsWith(repository); p = p.getParent()) down.push(p);
        IgnoreRules rules = ofRepository(repository);
        while (!down.isEmpty()) {
            Path at = down.pop();
            rules = rules.within(at);
            Path child = down.isEmpty() ? folder : down.peek();
            if (rules.ignores(SourceFile.slashed(child), true)) return NONE;
        }
        if (rules.ignores(SourceFile.slashed(folder) + "/any-file", false)) return NONE;
        return rules;
    }

    /** What {@code info/exclude} says, in the common git directory when this is a linked work tree. */
    static IgnoreRules ofRepository(Path repository) {
        try {
            Path git = repository.resolve(".git");
            if (Files.isRegularFile(git)) {
                String link = Files.readString(git).strip();
                if (!link.startsWith("gitdir:")) return NONE;
                git = repository.resolve(link.substring("gitdir:".length()).strip());
                Path common = git.resolve("commondir");
                if (Files.isRegularFile(common)) git = git.resolve(Files.readString(common).strip());
            }
            return NONE.with(git.resolve("info/exclude"), repository);
        } catch (IOException | InvalidPathException odd) {
            return NONE;
        }
    }

    /** These rules and those of the folder's own .gitignore. */
    IgnoreRules within(Path folder) {
        return with(folder.resolve(".gitignore"), folder);
    }

    private IgnoreRules with(Path file, Path folder) {
        if (!Files.isRegularFile(file)) return this;
        IgnoreNode parsed = new IgnoreNode();
        try (InputStream in = Files.newInputStream(file)) {
            parsed.parse(in);
        } catch (IOException unreadable) {
            return this;
        }
        return parsed.getRules().isEmpty() ? this : new IgnoreRules(this, parsed, SourceFile.slashed(folder));
    }

    /** Whether git would ignore this path, given that it does not ignore the folder that holds it. */
    boolean ignores(String path, boolean folder) {
        for (IgnoreRules at = this; at.node != null; at = at.above) {
            int from = at.base.endsWith("/") ? at.base.length() : at.base.length() + 1;
            MatchResult result = at.node.isIgnored(path.substring(from), folder);
            if (result == MatchResult.IGNORED) return true;
            if (result == MatchResult.NOT_IGNORED) return false;
        }
        return false;
    }
}
