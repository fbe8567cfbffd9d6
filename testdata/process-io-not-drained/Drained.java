package processionotdrained;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Somebody reads, or there is no pipe. */
class Drained {
    int inherited(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).inheritIO().start();
        return child.waitFor(); // ok: no pipe
    }

    int inheritedChained(String file) throws IOException, InterruptedException {
        return new ProcessBuilder("convert", file).inheritIO().start().waitFor(); // ok: no pipe
    }

    int toFiles(String file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("convert", file);
        builder.redirectOutput(new File("out.txt"));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(new File("err.txt")));
        return builder.start().waitFor(); // ok: both go to files
    }

    int mergedToFile(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("out.txt")))
                .start();
        return child.waitFor(); // ok: both go to one file
    }

    int discarded(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return child.waitFor(); // ok: both are thrown away
    }

    String mergedAndRead(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectErrorStream(true).start();
        String text = new String(child.getInputStream().readAllBytes());
        child.waitFor(); // ok: read to the end before
        return text;
    }

    String readByLines(String file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("identify", file);
        builder.redirectErrorStream(true);
        Process child = builder.start();
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            String line;
            while ((line = reader.readLine()) != null) {
                text.append(line);
            }
        }
        child.waitFor(); // ok: read to the end before
        return text.toString();
    }

    String readByStream(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = child.inputReader().lines().collect(Collectors.joining());
        child.waitFor(); // ok: the output is read, the errors are inherited
        return text;
    }

    String readByScanner(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectErrorStream(true).start();
        try (Scanner scanner = new Scanner(child.getInputStream())) {
            String first = scanner.nextLine();
            child.waitFor(); // ok: somebody reads
            return first;
        }
    }

    byte[] copied(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file, "-").redirectErrorStream(true).start();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        child.getInputStream().transferTo(bytes);
        child.waitFor(); // ok: copied to the end before
        return bytes.toByteArray();
    }

    int bothRead(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        Thread errors = new Thread(() -> drain(child.getErrorStream()));
        errors.start();
        drain(child.getInputStream());
        int code = child.waitFor(); // ok: a thread reads the errors, this one the output
        errors.join();
        return code;
    }

    private static void drain(InputStream stream) {
        try (stream) {
            stream.transferTo(System.out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int gobblers(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        Gobbler out = new Gobbler(child.getInputStream());
        Gobbler err = new Gobbler(child.getErrorStream());
        out.start();
        err.start();
        int code = child.waitFor(); // ok: two threads read
        out.join();
        err.join();
        return code;
    }

    int pooled(ExecutorService pool, String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        List<Future<?>> readers = new ArrayList<>();
        readers.add(pool.submit(() -> drain(child.getInputStream())));
        readers.add(pool.submit(() -> drain(child.getErrorStream())));
        return child.waitFor(); // ok: two tasks read
    }

    int byMethod(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        drainAll(child);
        return child.waitFor(); // ok: the method reads both
    }

    private static void drainAll(Process child) {
        Thread errors = new Thread(() -> drain(child.getErrorStream()));
        errors.setDaemon(true);
        errors.start();
        drain(child.getInputStream());
    }

    int awaitedByMethod(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).redirectErrorStream(true).start();
        return readAndAwait(child); // ok: the method reads before it waits
    }

    private static int readAndAwait(Process process) throws IOException, InterruptedException {
        drain(process.getInputStream());
        return process.waitFor();
    }

    int byUnknown(Pump pump, String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        pump.attach(child);
        return child.waitFor(); // ok: what the pump does is not known
    }

    interface Pump {
        void attach(Process process);
    }

    int closed(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        child.getInputStream().close();
        child.getErrorStream().close();
        return child.waitFor(); // ok: a closed pipe does not fill up
    }

    String polled(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("identify", file).redirectErrorStream(true).start();
        StringBuilder text = new StringBuilder();
        InputStream in = child.getInputStream();
        while (child.isAlive()) {
            text.append(new String(in.readNBytes(in.available())));
        }
        child.waitFor(); // ok: read while it lived
        return text.toString();
    }

    boolean timed(String file) throws IOException, InterruptedException {
        Process child = new ProcessBuilder("convert", file).start();
        if (!child.waitFor(10, TimeUnit.SECONDS)) { // ok: a full pipe makes it fail, but not hang
            child.destroyForcibly();
            return false;
        }
        return true;
    }

    static final class Gobbler extends Thread {
        private final InputStream stream;

        Gobbler(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public void run() {
            drain(stream);
        }
    }
}
