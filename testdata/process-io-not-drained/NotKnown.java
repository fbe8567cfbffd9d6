package processionotdrained;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Nothing says that there is a pipe, or that it could fill up. */
class NotKnown {
    private final ProcessBuilder quiet = new ProcessBuilder("convert", "a").inheritIO();
    private Process started;

    int given(Process child) throws InterruptedException {
        return child.waitFor(); // ok: whoever started it may read
    }

    int givenBuilder(ProcessBuilder builder) throws IOException, InterruptedException {
        return builder.start().waitFor(); // ok: the builder came from outside
    }

    int fieldBuilder() throws IOException, InterruptedException {
        return quiet.start().waitFor(); // ok: the field's builder inherits
    }

    int builderFromMethod() throws IOException, InterruptedException {
        return inheriting("convert").start().waitFor(); // ok: the method's builder inherits
    }

    private static ProcessBuilder inheriting(String command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.inheritIO();
        return builder;
    }

    int perhaps(boolean verbose) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("convert", "a");
        if (verbose) {
            builder.inheritIO();
        } else {
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start().waitFor(); // ok: every branch takes the pipes away
    }

    int configured(Settings settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("convert", "a");
        settings.apply(builder);
        return builder.start().waitFor(); // ok: what the settings do is not known
    }

    interface Settings {
        void apply(ProcessBuilder builder);
    }

    void start() throws IOException {
        started = new ProcessBuilder("serve").start();
    }

    int join() throws InterruptedException {
        return started.waitFor(); // ok: who reads is another method's matter
    }

    Process lent() {
        return started;
    }

    CompletableFuture<Process> onExit(String file) throws IOException {
        Process child = new ProcessBuilder("convert", file).start();
        return child.onExit(); // ok: nobody waits here
    }

    void killed(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        child.destroy();
        child.waitFor(); // ok: it has been told to end
    }

    void killedAtOnce(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        child.destroyForcibly().waitFor(); // ok: it has been told to end
    }

    int silent(Path file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("chmod", "600", file.toString()).start();
        return child.waitFor(); // ok: chmod writes a line at most
    }

    int silentToo(long pid) throws IOException, InterruptedException {
        return Runtime.getRuntime().exec("kill " + pid).waitFor(); // ok: kill writes a line at most
    }

    int silentInArray(String dir) throws IOException, InterruptedException {
        return Runtime.getRuntime().exec(new String[] {"mkdir", "-p", dir}).waitFor(); // ok: mkdir writes a line at most
    }

    String machine() throws IOException, InterruptedException {
        Process child = Runtime.getRuntime().exec(new String[] {"uname", "-m"});
        child.waitFor(); // ok: uname writes one line
        return new String(child.getInputStream().readAllBytes());
    }

    int byShell() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "umask").start().waitFor(); // ok: umask writes one line
    }

    int sleeping() throws IOException, InterruptedException {
        return new ProcessBuilder(List.of("sleep", "5")).start().waitFor(); // ok: sleep writes nothing
    }

    int pipeline(List<ProcessBuilder> builders) throws IOException, InterruptedException {
        List<Process> children = ProcessBuilder.startPipeline(builders);
        Process last = children.get(children.size() - 1);
        last.getInputStream().transferTo(System.out);
        return last.waitFor(); // ok: the last one's output is read
    }

    int own(Own.Process process) {
        return process.waitFor(); // ok: a class of the project
    }

    static class Own {
        static class Process {
            int waitFor() {
                return 0;
            }
        }
    }
}
