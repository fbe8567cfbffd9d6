package dev.snarl.cli;

import dev.snarl.engine.Engine;
import dev.snarl.report.RuleList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rules", description = "List the rules.")
final class RulesCommand implements Verb {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;
    @Option(names = "--markdown", description = "As a Markdown table.")
    private boolean markdown;
    @Mixin
    private final Looks looks = new Looks();

    private final Screen screen;

    RulesCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int run() {
        if (json && markdown) throw new UsageException("--json and --markdown exclude each other");
        RuleList list = new RuleList(Engine.catalog());
        screen.out(json ? list.json() : markdown ? list.markdown() : list.text(screen.style(looks.colour())));
        return Exit.CLEAN;
    }
}
