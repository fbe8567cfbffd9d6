package dev.snarl.report;

import java.util.OptionalInt;

/**
 * What a machine-readable report says of the run itself. No time and no path of the machine, so that equal scans give equal bytes.
 *
 * @param version    Snarl's own version, as in Semantic Versioning
 * @param successful whether the scan ran to its end; findings and unparsed files do not make it fail
 * @param exitCode   the exit code of the process, where it is known
 */
public record ScanRun(String version, boolean successful, OptionalInt exitCode) {}
