package dev.snarl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

/** The entry point of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Surroundings here = new Surroundings(System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), System.getenv(),
                Path.of("").toAbsolutePath());
        int code = Cli.run(args, here);
        // The threads that a scan leaves are daemons, so nothing is cut off.
        System.exit(code);
    }
}
