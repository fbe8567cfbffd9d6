package dev.snarl.report;

/**
 * What a reader of SARIF accepts. A report beyond it would be refused as a whole, so the least of the findings are left out, and told.
 *
 * @param results   most results of a run
 * @param steps     most steps of one result's traces
 * @param gzipBytes most bytes of the file when it is compressed
 */
public record SarifLimits(int results, int steps, long gzipBytes) {
    /** GitHub code scanning's: 25,000 results, 10,000 steps each, 10 MB compressed. */
    public static final SarifLimits GITHUB = new SarifLimits(25_000, 10_000, 10_000_000);
}
