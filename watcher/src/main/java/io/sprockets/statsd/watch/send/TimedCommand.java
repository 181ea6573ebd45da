package io.sprockets.statsd.watch.send;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A command that is run and timed. It has the standard streams of this program, and ends with it. */
public final class TimedCommand {
    private static final int NOT_RUN = 127; // as shells say it

    /**
     * How it went.
     *
     * @param exitCode its own; above 128 if a signal ended it
     */
    public record Result(int exitCode, Duration elapsed) {}

    private TimedCommand() {}

    /** Runs a command to its end. */
    public static Result run(List<String> command, PrintStream notices) throws InterruptedException {
        long start = System.nanoTime();
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            restoreLocale(builder.environment());
            process = builder.start();
        } catch (IOException cannot) {
            notices.println("send: " + cannot.getMessage());
            return new Result(NOT_RUN, Duration.ofNanos(System.nanoTime() - start));
        }
        Thread ending = new Thread(process::destroy, "send-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        int exitCode = process.waitFor();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException endingAlready) {
            // The command has ended, too.
        }
        return new Result(exitCode, elapsed);
    }

    /** The script that starts this program sets the locale, so that words are UTF-8. */
    static void restoreLocale(Map<String, String> environment) {
        String before = environment.remove("WATCH_LC_ALL");
        if (before != null && before.isEmpty()) {
            environment.remove("LC_ALL");
        } else if (before != null) {
            environment.put("LC_ALL", before);
        }
    }
}
