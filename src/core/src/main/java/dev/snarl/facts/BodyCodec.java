package dev.snarl.facts;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The compact form of a {@link Body}: some bytes for each event, a table of its strings and types, and a checksum. Safe for use by several threads.
 */
public final class BodyCodec {
    private static final long WIDE_STACK = 256L << 20;

    private BodyCodec() {}

    /** Equal bodies give equal bytes. */
    public static byte[] encode(Body body) {
        try {
            return write(body);
        } catch (StackOverflowError e) {
            return onWideStack(() -> write(body));
        }
    }

    /**
     * A new body, equal to the one that was encoded. Within it equal strings, and equal types, are one object.
     *
     * @throws CorruptFactsException when {@code bytes} is not what {@link #encode} gave
     */
    public static Body decode(byte[] bytes) {
        try {
            return new BodyReader(bytes).body();
        } catch (StackOverflowError e) {
            try {
                return onWideStack(() -> new BodyReader(bytes).body());
            } catch (StackOverflowError tooDeep) {
                throw new CorruptFactsException("stored facts: nested too deeply", tooDeep);
            }
        }
    }

    /**
     * Whether an encoded body holds a name, told without decoding: as one of its strings, or as a word of a dotted name or of a literal.
     *
     * @param name a Java identifier
     */
    public static boolean mentions(byte[] bytes, String name) {
        return new StringTable(bytes).holds(name);
    }

    /** Gives the words of an encoded body's strings to {@code out}: those for which {@link #mentions} is true, some of them perhaps twice. */
    public static void words(byte[] bytes, Consumer<String> out) {
        new StringTable(bytes).words(out);
    }

    private static byte[] write(Body body) {
        BodyWriter writer = new BodyWriter();
        writer.body(body);
        return writer.finish();
    }

    /** Code nested by the thousand is rare and needs no care of the callers: it gets a thread with room of its own. */
    private static <T> T onWideStack(Supplier<T> task) {
        var run = new Runnable() {
            private T result;
            private RuntimeException exception;
            private Error error;

            @Override
            public void run() {
                try {
                    result = task.get();
                } catch (RuntimeException e) {
                    exception = e;
                } catch (Error e) {
                    error = e;
                }
            }
        };
        Thread thread = new Thread(null, run, "deep body", WIDE_STACK);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        if (run.error != null) throw run.error;
        if (run.exception != null) throw run.exception;
        return run.result;
    }
}
