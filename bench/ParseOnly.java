import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The yardstick: JavaParser parses every file of a list and nothing else. Tokens are stored (without them no node has a place), comments and all
 * processors are off, the language level is the newest.
 *
 * <p>Arguments: a file with one path a line, and the number of threads.
 */
public final class ParseOnly {
    private static final long STACK = 64L << 20;

    private ParseOnly() {}

    public static void main(String[] args) throws Exception {
        List<Path> files = Files.readAllLines(Path.of(args[0])).stream().map(Path::of).toList();
        Thread[] workers = new Thread[Integer.parseInt(args[1])];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicLong lines = new AtomicLong();
        for (int t = 0; t < workers.length; t++) {
            workers[t] = new Thread(null, () -> {
                JavaParser parser = new JavaParser(configuration());
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) parse(parser, files.get(i), lines, failed);
            }, "parse-" + t, STACK);
            workers[t].start();
        }
        for (Thread worker : workers) worker.join();
        System.out.printf("files=%d lines=%d failed=%d%n", files.size(), lines.get(), failed.get());
    }

    private static void parse(JavaParser parser, Path file, AtomicLong lines, AtomicInteger failed) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            long n = 0;
            for (byte b : bytes) if (b == '\n') n++;
            lines.addAndGet(n);
            if (!parser.parse(new String(bytes, StandardCharsets.UTF_8)).isSuccessful()) failed.incrementAndGet();
        } catch (Exception | StackOverflowError e) {
            failed.incrementAndGet();
        }
    }

    private static ParserConfiguration configuration() {
        ParserConfiguration c = new ParserConfiguration().setAttributeComments(false).setDetectOriginalLineSeparator(false)
                .setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE);
        c.getProcessors().clear();
        return c;
    }
}
