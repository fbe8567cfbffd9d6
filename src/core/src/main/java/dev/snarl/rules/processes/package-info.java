/** Hazards around child processes: pipes that fill up, and waiting for a process. */
package dev.snarl.rules.processes;
