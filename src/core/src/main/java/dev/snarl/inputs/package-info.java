/**
 * From the user's words to the list of source files: folders, archives, lists, ignore rules, project roots and Java releases.
 * {@link dev.snarl.inputs.Inputs#collect} is the door; it opens no source file, so that the engine reads each file once.
 */
package dev.snarl.inputs;
