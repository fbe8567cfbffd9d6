package dev.snarl.mutants;

import java.util.List;

/**
 * One guard of one file taken out.
 *
 * @param line     of the guard
 * @param what     the guard and what it guards, for the reader
 * @param subjects the guarded fields as messages name them ({@code Type.field}); empty where the guard is not one of fields
 */
record Mutant(GuardKind kind, String path, int line, String what, List<String> subjects, List<Edit> edits) {}
