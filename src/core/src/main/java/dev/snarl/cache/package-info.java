/** What earlier runs found out, on disk: facts by the content of their file, and other results by a key. Losing it costs time, never truth. */
package dev.snarl.cache;
