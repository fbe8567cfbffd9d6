package processwaitunderlock;

import java.io.IOException;

/** Runs a command; it takes no lock itself. */
final class Shell {
    private Shell() {
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(child.getInputStream().readAllBytes()); // ok: no lock is taken here
        child.waitFor(); // ok: no lock is taken here
        return text;
    }

    static void runQuietly(String... command) {
        try {
            run(command); // ok: no lock is taken here
        } catch (IOException e) {
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
