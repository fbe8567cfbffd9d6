package dev.snarl.facts;

/** A comment that speaks to Snarl ({@code // snarl:ignore ...}): its text without the comment signs. {@code ownLine}: no code stands before it on its line. */
public record CommentMark(Span span, String text, boolean ownLine) {}
