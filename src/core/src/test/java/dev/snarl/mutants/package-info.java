/**
 * How much of what matters does Snarl see? Guards are taken out of real code, one at a time, and the rules are asked again: see docs/mutants.md.
 * The choice of the guards knows nothing of the rules. Nothing here is part of the analyser; it runs by hand.
 */
package dev.snarl.mutants;
