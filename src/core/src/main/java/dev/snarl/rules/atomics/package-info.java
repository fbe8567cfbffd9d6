/** Steps that are atomic each and not together. */
package dev.snarl.rules.atomics;
