package dev.snarl.facts;

/**
 * A place in the scanned sources. {@code path} is the display path: relative to the report's root, with forward slashes;
 * an archive's member is {@code lib-sources.jar!/org/x/A.java}.
 */
public record Site(String path, Span span) implements Comparable<Site> {
    @Override
    public int compareTo(Site o) {
        int c = path.compareTo(o.path);
        return c != 0 ? c : span.compareTo(o.span);
    }
}
