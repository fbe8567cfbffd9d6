package dev.snarl.report;

import com.contrastsecurity.sarif.ArtifactContent;
import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.LogicalLocation;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sites as SARIF locations. */
final class SarifPlaces {
    private static final int LONGEST_SNIPPET = 200;

    private SarifPlaces() {}

    /** A location whose region has all four numbers, or none where the site has no place in a text. */
    static Location location(Site site) {
        PhysicalLocation physical = new PhysicalLocation().withArtifactLocation(new ArtifactLocation().withUri(SourceUri.of(site.path())));
        if (site.span().known()) physical.setRegion(region(site.span()));
        return new Location().withPhysicalLocation(physical);
    }

    /** As {@link #location}, with a region always: readers refuse a result without one. */
    static Location primary(Site site) {
        return site.span().known() ? location(site) : location(new Site(site.path(), new Span(1, 1, 1, 1)));
    }

    static Location within(Location location, String member) {
        if (member.isEmpty()) return location;
        Set<LogicalLocation> names = new LinkedHashSet<>();
        names.add(new LogicalLocation().withFullyQualifiedName(ShownText.line(member)));
        location.setLogicalLocations(names);
        return location;
    }

    static Message message(String text) {
        return new Message().withText(ShownText.lines(text));
    }

    /** Adds the region's own text where it stands on one line of sensible length. */
    static void snippet(Location location, Span span, Optional<List<String>> lines) {
        if (lines.isEmpty() || !span.known() || span.endLine() != span.line() || span.line() > lines.get().size()) return;
        String line = lines.get().get(span.line() - 1);
        int from = span.column() - 1;
        int to = span.endColumn() - 1;
        if (from < 0 || to <= from || to > line.length() || to - from > LONGEST_SNIPPET) return;
        location.getPhysicalLocation().getRegion().setSnippet(new ArtifactContent().withText(ShownText.line(line.substring(from, to))));
    }

    /** All four numbers, in order: a region that ends before it begins is a point. */
    private static Region region(Span span) {
        int startColumn = Math.max(1, span.column());
        int endLine = Math.max(span.line(), span.endLine());
        int endColumn = endLine > span.line() ? Math.max(1, span.endColumn()) : Math.max(startColumn, span.endColumn());
        return new Region().withStartLine(span.line()).withStartColumn(startColumn).withEndLine(endLine).withEndColumn(endColumn);
    }
}
