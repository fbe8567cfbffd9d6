/** Rules about threads that wait where others wait for them: under a lock, in a class initialiser, on the thread of the user interface. */
package dev.snarl.rules.blocking;
