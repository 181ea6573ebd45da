package io.sprockets.statsd.watch.command;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** All that can be said on the command line. */
public final class Commands {
    private static final char UNREADABLE = '\ufffd'; // in place of bytes that are no characters

    private Commands() {}

    /** Says number where a programmer would say int. */
    private static ParameterException plain(ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.matches(".* is not an? (?:int|long|double)")
                ? new ParameterException(
                        wrong.getCommandLine(), message.replaceFirst("an? (?:int|long|double)$", "a number"), wrong)
                : wrong;
    }

    /** Runs what the arguments say, and gives the exit code. Without the name of a command it is {@code watch}. */
    public static int run(String... arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("watch");
        if (arguments.length > 0 && arguments[0].equals("send")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"); // it says itself what went wrong
        }
        for (String argument : arguments) {
            if (argument.indexOf(UNREADABLE) >= 0) {
                System.err.println("watch: " + argument + " is not readable in this locale; set LC_ALL=C.UTF-8");
                return CommandLine.ExitCode.USAGE;
            }
        }
        CommandLine line = new CommandLine(new WatchCommand());
        for (CommandLine send : line.getSubcommands().values()) {
            CommandLine time = send.getSubcommands().get("time");
            if (time != null) {
                time.setStopAtPositional(true); // what follows belongs to the command that is timed
            }
        }
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((wrong, words) -> usual.handleParseException(plain(wrong), words));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
        return line.execute(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
    }
}
