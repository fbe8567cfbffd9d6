/**
 * The types that the program did not write: a committed index of the JDK's exported types, with the release in
 * which each type and member appeared. Nothing here asks the running JVM what it holds, so that the answers are the
 * same on every JDK.
 */
package dev.snarl.platform;
