package dev.snarl.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of how output looks, for every command that shows text. */
final class Looks {
    @Option(names = "--color", paramLabel = "WHEN", description = "Colour: auto, always or never. Auto looks at NO_COLOR, FORCE_COLOR and the terminal.")
    private String color = "auto";
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    Screen.Colour colour() {
        return Words.one("--color", color, List.of(Screen.Colour.values()), c -> c.name().toLowerCase(java.util.Locale.ROOT));
    }
}
