/** The rules, one class each, in topic packages. A rule asks the program and says what it found. */
package dev.snarl.rules;
