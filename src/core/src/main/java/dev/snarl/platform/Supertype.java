package dev.snarl.platform;

import dev.snarl.facts.TypeRef;

/**
 * One direct supertype, with the releases in which the relation holds: {@code ExecutorService} is
 * {@code AutoCloseable} only since 19.
 */
public record Supertype(TypeRef type, int since, int removedIn) implements Lifespan {
}
