package dev.snarl.engine;

import dev.snarl.cache.ContentHash;
import dev.snarl.facts.Notice;
import dev.snarl.program.SourceUnit;
import java.util.List;
import java.util.SortedMap;

/**
 * All that was read.
 *
 * @param units     sorted by path
 * @param notices   what was wrong with files
 * @param hashes    of the units, by display path
 * @param digests   of all files in the order of the inputs; null where one could not be read
 * @param generated how many files were left out because they say that they are generated
 * @param failed    whether a file could not be analysed for a reason that is not in its text, so that another try may go better
 */
record Sources(List<SourceUnit> units, List<Notice> notices, SortedMap<String, ContentHash> hashes, Digest[] digests, int generated, boolean failed) {}
