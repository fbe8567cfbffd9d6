package dev.snarl.facts;

import java.util.List;

/**
 * What a scan found. Findings are sorted by path, place and rule; notices by path and place. Equal inputs give equal results.
 *
 * @param displayRoot the folder that display paths are relative to, absolute, with forward slashes
 */
public record Result(String displayRoot, List<Finding> findings, List<Notice> notices, Coverage coverage) {
    public Result {
        findings = List.copyOf(findings);
        notices = List.copyOf(notices);
    }
}
