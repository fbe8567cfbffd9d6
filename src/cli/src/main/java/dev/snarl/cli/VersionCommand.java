package dev.snarl.cli;

import dev.snarl.engine.Version;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Verb {
    private final Screen screen;

    VersionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int run() {
        screen.out("snarl " + Version.text() + "\n");
        return Exit.CLEAN;
    }
}
