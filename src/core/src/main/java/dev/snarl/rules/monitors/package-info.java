/** Hazards around monitors and conditions: waits that do not look again. */
package dev.snarl.rules.monitors;
