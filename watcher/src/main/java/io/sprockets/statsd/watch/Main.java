package io.sprockets.statsd.watch;

import io.sprockets.statsd.watch.command.Commands;

/** The command line. */
public final class Main {
    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Commands.run(arguments));
    }
}
