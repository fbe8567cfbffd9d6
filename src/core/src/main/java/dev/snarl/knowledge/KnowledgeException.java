package dev.snarl.knowledge;

import java.util.Collection;
import java.util.Optional;

/** A knowledge file that cannot be understood: which file, which line, what is wrong, and the name that was probably meant. */
public final class KnowledgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String problem;
    private final String near;

    KnowledgeException(String file, int line, String problem, String near) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem + (near == null ? "" : "; did you mean " + near + "?"));
        this.file = file;
        this.line = line;
        this.problem = problem;
        this.near = near;
    }

    /** A line whose form is right, but that names something which is not there. */
    public static KnowledgeException unresolved(String origin, String problem, String word, Collection<String> candidates) {
        int colon = origin.lastIndexOf(':');
        return new KnowledgeException(origin.substring(0, colon), Integer.parseInt(origin.substring(colon + 1)), problem, NearName.of(word, candidates));
    }

    /** The file as it was named. */
    public String file() {
        return file;
    }

    /** The line, from 1; 0 if the file as a whole is meant. */
    public int line() {
        return line;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The name that was probably meant, empty if nothing known comes near. */
    public Optional<String> near() {
        return Optional.ofNullable(near);
    }
}
