package processionotdrained;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** The child writes into a pipe of 64 KiB, and the parent waits for its end. */
class NobodyReads {
    int local(String file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("convert", file).start();
        return process.waitFor(); // want "process"
    }

    int chained(String file) throws IOException, InterruptedException {
        return new ProcessBuilder("convert", file).start().waitFor(); // want "waitFor"
    }

    int overLines(String file) throws IOException, InterruptedException {
        return new ProcessBuilder("convert", file)
                .directory(new File("."))
                .start()
                .waitFor(); // want "waitFor"
    }

    int runtime(String file) throws IOException, InterruptedException {
        Process child = Runtime.getRuntime().exec(new String[] {"convert", file});
        return child.waitFor(); // want "child"
    }

    int runtimeAlias(String file) throws IOException, InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        var child = runtime.exec("convert " + file);
        return child.waitFor(); // want "child"
    }

    int builderInVariable(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new File("/srv"));
        builder.environment().put("LANG", "C");
        Process child = builder.start();
        return child.waitFor(); // want "child"
    }

    /** The classic: wait first, read afterwards. */
    String readsTooLate(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectErrorStream(true).start();
        child.waitFor(); // want "child"
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    int onlyMerged(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).redirectErrorStream(true).start();
        return child.waitFor(); // want "child" merged, but nobody reads it
    }

    int onlyOutputRedirected(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).redirectOutput(new File("out.txt")).start();
        return child.waitFor(); // want "child" the errors stay in their pipe
    }

    int onlyErrorRedirected(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return child.waitFor(); // want "child" the output stays in its pipe
    }

    int explicitPipe(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return child.waitFor(); // want "child"
    }

    String onlyOutputRead(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).start();
        String text;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            text = reader.readLine();
        }
        child.waitFor(); // want "child" nobody reads the errors
        return text;
    }

    int onlyInputWritten(String text) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sort").start();
        child.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        child.getOutputStream().close();
        return child.waitFor(); // want "child"
    }

    int fromMethod(String file) throws IOException, InterruptedException {
        Process child = launch(file);
        return child.waitFor(); // want "child"
    }

    private static Process launch(String file) throws IOException {
        return new ProcessBuilder("convert", file).start();
    }

    int builderFromMethod(String file) throws IOException, InterruptedException {
        Process child = builder(file).start();
        return child.waitFor(); // want "child"
    }

    private static ProcessBuilder builder(String file) {
        return new ProcessBuilder("convert", file).directory(new File("."));
    }

    void inTask(ExecutorService pool, String file) {
        pool.submit(() -> {
            Process child = new ProcessBuilder("convert", file).start();
            return child.waitFor(); // want "child"
        });
    }

    Callable<Integer> byReference(String file) throws IOException {
        Process child = new ProcessBuilder("convert", file).start();
        Callable<Integer> exit = child::waitFor; // want "child"
        return exit;
    }

    int alias(String file) throws IOException, InterruptedException {
        Process first = new ProcessBuilder("convert", file).start();
        Process second = first;
        return second.waitFor(); // want "second"
    }

    int inSwitch(int mode, String file) throws IOException, InterruptedException {
        return switch (mode) {
            case 0 -> {
                Process child = new ProcessBuilder("convert", file).start();
                yield child.waitFor(); // want "child"
            }
            default -> -1;
        };
    }

    int shellScript(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sh", "-c", "mkdir out && convert " + file).start();
        return child.waitFor(); // want "child" the shell goes on to another command
    }

    /** The reader is made before, and asked afterwards. */
    String readerAskedTooLate(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectErrorStream(true).start();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            if (child.waitFor() == 0) { // want "child"
                return reader.readLine();
            }
            return "";
        }
    }

    int nullFirst(String file) throws IOException, InterruptedException {
        Process child = null;
        try {
            child = new ProcessBuilder("convert", file).start();
            return child.waitFor(); // want "child"
        } finally {
            if (child != null) {
                child.destroy();
            }
        }
    }

    int endedByHook(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
        return child.waitFor(); // want "child" the hook comes when the parent ends
    }

    int byFuture(String file) throws IOException {
        Process child = new ProcessBuilder("convert", file).start();
        return child.onExit().join().exitValue(); // want "child"
    }

    int byHelper(String file) throws IOException {
        Process child = new ProcessBuilder("convert", file).start();
        return await(child); // want "child" the method only waits
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    int byReadingHelper(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).start();
        return readAndAwait(child); // want "child" the method does not read the errors
    }

    private static int readAndAwait(Process process) throws IOException, InterruptedException {
        process.getInputStream().transferTo(System.out);
        return process.waitFor();
    }

    int otherBranch(boolean quiet, String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).redirectErrorStream(true).start();
        if (quiet) {
            return child.waitFor(); // want "child" the other branch reads
        }
        child.getInputStream().transferTo(System.out);
        return child.waitFor();
    }

    int inFinally(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        try {
            return child.waitFor(); // want "child"
        } finally {
            child.destroy();
        }
    }

    void inLoop(List<String> files) throws IOException, InterruptedException {
        for (String file : files) {
            Process child = new ProcessBuilder("convert", file).start();
            child.waitFor(); // want "child"
        }
    }
}

record Tool(List<String> command) {
    int run() throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor(); // want "waitFor"
    }
}
