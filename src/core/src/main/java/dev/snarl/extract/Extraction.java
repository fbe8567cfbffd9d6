package dev.snarl.extract;

import dev.snarl.facts.Body;
import dev.snarl.facts.FileFacts;
import java.util.List;

/** The facts of a file whose bodies are not yet encoded ({@code facts.bodies()} is empty): {@code bodies} stands in their place. */
record Extraction(FileFacts facts, List<Body> bodies) {}
