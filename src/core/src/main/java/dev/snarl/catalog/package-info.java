/** The rule pages ({@code rules/<id>.md}): the one place of a rule's metadata and prose, read into {@link dev.snarl.catalog.RuleDoc}. */
package dev.snarl.catalog;
