/** What a reader sees: text for the terminal and SARIF for machines, made from a {@link dev.snarl.facts.Result}, the rule pages and source text alone. */
package dev.snarl.report;
