/** The Snarl analyser: read files to facts, link facts to a program, ask rules, report. */
package dev.snarl;
