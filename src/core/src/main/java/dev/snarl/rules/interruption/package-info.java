/** Hazards around interrupts: requests to stop that are lost. */
package dev.snarl.rules.interruption;
