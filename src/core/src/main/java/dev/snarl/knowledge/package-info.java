/**
 * What library methods, types and annotations mean for threads: roles, and the signatures that play them, read from {@code rules/knowledge/*.txt}.
 * It knows names only: whether a receiver is a subtype of the named type is for the linker to say.
 */
package dev.snarl.knowledge;
