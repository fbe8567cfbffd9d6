package dev.snarl.engine;

/** Failures of Snarl itself. Users see a line; who looks for the cause sets the system property {@code snarl.debug}. */
final class Trouble {
    private Trouble() {}

    static void print(Throwable failure) {
        if (Boolean.getBoolean("snarl.debug")) failure.printStackTrace();
    }
}
