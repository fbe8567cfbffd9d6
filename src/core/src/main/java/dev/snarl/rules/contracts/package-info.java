/** What a type's declaration promises, immutability and thread-safety, against what it does. */
package dev.snarl.rules.contracts;
