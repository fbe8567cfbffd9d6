package dev.snarl.engine;

import dev.snarl.cache.ContentHash;

/**
 * What is known of a file before it is parsed.
 *
 * @param generated it says itself that it is generated
 */
record Digest(ContentHash hash, boolean generated) {}
