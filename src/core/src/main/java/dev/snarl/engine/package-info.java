/** The pipeline: collect, recall or read, link, run the rules, sift what they found. It owns the threads. {@link dev.snarl.engine.Engine#run} is the door. */
package dev.snarl.engine;
