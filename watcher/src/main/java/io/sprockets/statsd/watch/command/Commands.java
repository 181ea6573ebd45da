package io.sprockets.statsd.watch.command;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All that can be said on the command line. */
public final class Commands {
    private Commands() {}

    /** Runs what the arguments say, and gives the exit code. Without the name of a command it is {@code watch}. */
    public static int run(String... arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("watch");
        if (arguments.length > 0 && arguments[0].equals("send")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"); // it says itself what went wrong
        }
        CommandLine line = new CommandLine(new WatchCommand());
        for (CommandLine send : line.getSubcommands().values()) {
            CommandLine time = send.getSubcommands().get("time");
            if (time != null) {
                time.setStopAtPositional(true); // what follows belongs to the command that is timed
            }
        }
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
        return line.execute(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
    }
}
