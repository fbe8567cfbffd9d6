package dev.snarl.facts;

/** A place that explains a finding, with a short label ("guarded write", "handed to a pool here"). */
public record Related(Site site, String label) {}
