package dev.snarl.rules.locks;

import dev.snarl.facts.Site;

/**
 * How code elsewhere comes to the object in a field.
 *
 * @param how  follows the field's name in a sentence: "is public", "is returned by Pool.getLock"
 * @param site the declaration or the method that lets it out
 */
record Exposure(Way way, String how, Site site) {
    enum Way { PUBLIC, INHERITABLE, RETURNED, GIVEN, REPLACED }
}
