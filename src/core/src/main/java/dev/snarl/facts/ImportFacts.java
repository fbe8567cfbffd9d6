package dev.snarl.facts;

/**
 * An import: {@code name} without the star. {@code isStatic} with {@code star} is {@code import static A.*}.
 * A module import ({@code import module java.base;}, implied by a compact source file) is named {@code "module java.base"} and has {@code star}.
 */
public record ImportFacts(String name, boolean isStatic, boolean star) {}
