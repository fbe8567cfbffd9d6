/** What authors promise with annotations about locks and threads, and code that breaks it. */
package dev.snarl.rules.contracts;
