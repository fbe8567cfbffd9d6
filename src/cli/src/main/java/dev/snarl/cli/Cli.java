package dev.snarl.cli;

import dev.snarl.catalog.PageException;
import dev.snarl.engine.Version;
import dev.snarl.inputs.InputException;
import dev.snarl.inputs.NearName;
import dev.snarl.knowledge.KnowledgeException;
import dev.snarl.report.UnwritableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the command, runs it, and turns what goes wrong into one line and an exit code. */
@Command(name = "snarl", synopsisSubcommandLabel = "COMMAND",
        description = "Finds where a Java program's threads, pools and processes go wrong.",
        footer = {"", "A first word that is no command is a path to scan: snarl src/main/java", "Exit code: 0 clean, 1 findings, 2 wrong usage or an internal error."})
public final class Cli {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;
    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    private Cli() {}

    /** Runs one command and gives its exit code. Never throws, and leaves the process as it was. */
    public static int run(String[] args, Surroundings here) {
        Screen screen = new Screen(here);
        try {
            return run(List.of(args), here, screen);
        } catch (UsageException | KnowledgeException | PageException e) {
            return wrong(screen, e.getMessage());
        } catch (InputException e) {
            return wrong(screen, e.getMessage());
        } catch (UnwritableException e) {
            return wrong(screen, e.getMessage());
        } catch (UncheckedIOException e) {
            return wrong(screen, "input or output failed: " + e.getCause().getMessage());
        } catch (OutOfMemoryError e) {
            return wrong(screen, "there is not enough memory; give Java more with SNARL_JAVA_OPTS=-Xmx4g");
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            if (Boolean.getBoolean("snarl.debug")) e.printStackTrace();
            return wrong(screen, "internal error: " + e + "; please report it, with the trace that SNARL_JAVA_OPTS=-Dsnarl.debug=true gives");
        }
    }

    private static int wrong(Screen screen, String message) {
        screen.tell(String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        return Exit.WRONG;
    }

    private static int run(List<String> words, Surroundings here, Screen screen) throws Exception {
        CommandLine all = new CommandLine(new Cli());
        all.addSubcommand(new ScanCommand(here, screen));
        all.addSubcommand(new RulesCommand(screen));
        all.addSubcommand(new ExplainCommand(screen));
        all.addSubcommand(new VersionCommand(screen));
        all.setExpandAtFiles(false);
        all.setUsageHelpAutoWidth(false);
        all.setUsageHelpWidth(screen.style(Screen.Colour.NEVER).width());
        CommandLine.ParseResult parsed;
        try {
            parsed = all.parseArgs(withVerb(words, all, here).toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UsageException(complaint(e));
        }
        while (parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) parsed = parsed.subcommand();
        CommandLine command = parsed.commandSpec().commandLine();
        if (parsed.isUsageHelpRequested()) {
            screen.out(command.getUsageMessage(Ansi.OFF));
            return Exit.CLEAN;
        }
        if (parsed.isVersionHelpRequested()) {
            screen.out("snarl " + Version.text() + "\n");
            return Exit.CLEAN;
        }
        if (command.getCommand() instanceof Verb verb) return verb.run();
        screen.plain(command.getUsageMessage(Ansi.OFF));
        return Exit.WRONG;
    }

    /** A first word that is no command belongs to a scan, unless it is a command misspelt. */
    private static List<String> withVerb(List<String> words, CommandLine all, Surroundings here) {
        if (words.isEmpty()) return words;
        String first = words.get(0);
        List<String> verbs = List.copyOf(all.getSubcommands().keySet());
        if (verbs.contains(first) || List.of("-h", "--help", "-V", "--version").contains(first)) return words;
        if (first.matches("[a-z]+") && !exists(first, here)) {
            String near = NearName.hint(first, verbs);
            if (!near.isEmpty()) throw new UsageException("no such command, file or folder: " + first + near);
        }
        List<String> scan = new ArrayList<>(words);
        scan.add(0, "scan");
        return scan;
    }

    private static boolean exists(String word, Surroundings here) {
        try {
            return Files.exists(here.directory().resolve(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String complaint(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandName();
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!option.startsWith("-")) return "superfluous word '" + word + "' after " + name;
            List<String> names = command.getCommandSpec().options().stream().flatMap((OptionSpec o) -> Arrays.stream(o.names())).sorted().toList();
            return "unknown option '" + option + "' of " + name + (NearName.of(option, names).isPresent() ? NearName.hint(option, names) : "; see snarl " + name + " --help");
        }
        if (e instanceof MissingParameterException) return lower(e.getMessage()) + "; see snarl " + name + " --help";
        return lower(e.getMessage());
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
