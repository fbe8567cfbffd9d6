/** Plain records: what a file says, what a program was found to do, what is reported. They know nothing of parsers, linkers or formats. */
package dev.snarl.facts;
