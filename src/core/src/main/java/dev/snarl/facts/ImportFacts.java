package dev.snarl.facts;

/** An import: {@code name} without the star. {@code isStatic} with {@code star} is {@code import static A.*}. */
public record ImportFacts(String name, boolean isStatic, boolean star) {}
