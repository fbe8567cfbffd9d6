package crash;

import java.io.IOException;

/** A process that is only waited for where things have gone wrong already. */
class CrashPath {
    private int loaded;

    synchronized int loaded() {
        return loaded;
    }

    synchronized void load(String[] parts) {
        for (String p : parts) parse(p); // ok: only the handler comes to the process
        loaded++;
    }

    private void parse(String part) {
        try {
            loaded += Integer.parseInt(part);
        } catch (NumberFormatException e) {
            histogram();
        }
    }

    private static void histogram() {
        try {
            new ProcessBuilder("jcmd", "GC.class_histogram").start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
