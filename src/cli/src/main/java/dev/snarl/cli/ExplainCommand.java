package dev.snarl.cli;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.engine.Engine;
import dev.snarl.inputs.NearName;
import dev.snarl.report.PageText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Show a rule's page: what it reports, why it hurts, how to mend it.")
final class ExplainCommand implements Verb {
    @Parameters(paramLabel = "RULE", description = "The rule's id; snarl rules lists them.")
    private String rule;
    @Option(names = "--markdown", description = "The page as it is written.")
    private boolean markdown;
    @Mixin
    private final Looks looks = new Looks();

    private final Screen screen;

    ExplainCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int run() {
        Catalog catalog = Engine.catalog();
        RuleDoc doc = catalog.doc(rule).orElseThrow(() -> new UsageException(unknown(rule, catalog)));
        screen.out(markdown ? "# " + doc.title() + "\n\n" + doc.markdown() : new PageText(screen.style(looks.colour())).text(doc));
        return Exit.CLEAN;
    }

    private static String unknown(String word, Catalog catalog) {
        String near = NearName.hint(word, catalog.ids());
        return "no such rule: " + word + (near.isEmpty() ? "; snarl rules lists them" : near);
    }
}
