package io.sprockets.statsd.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.relay.LineReader;
import io.sprockets.statsd.watch.send.Durations;
import io.sprockets.statsd.watch.send.Sending;
import io.sprockets.statsd.watch.send.TimedCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code send}: one metric from a shell. Each method is a subcommand. */
@Command(
        name = "send",
        description = {
            "Sends one metric to a StatsD server, for cron and shell scripts. The server is set by STATSD_HOST and"
                    + " STATSD_PORT, default 127.0.0.1:8125.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has read the metric.",
            "1:The server has not read it, or did not confirm in time.",
            "2:The command line is wrong.",
            "3:The metric was handed over, but UDP has no answer.",
        })
final class SendCommand implements Callable<Integer> {
    private static final int MOST_WAITING = 10_000; // lines; far less than a connector's backlog

    @Spec
    @SuppressWarnings("NullAway.Init") // set before any command is run
    private CommandSpec spec;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Parameters(arity = "0..1", paramLabel = "-", description = "Sends lines from standard input, unchanged.")
    private String dash = "";

    @Override
    public Integer call() throws IOException {
        if (!dash.equals("-")) {
            throw wrong(dash.isEmpty() ? "what should be sent?" : dash + " is not a command of send");
        }
        return sendLines();
    }

    @Command(description = "Adds to a counter.")
    int incr(
            @Parameters(paramLabel = "PATH") String path,
            @Parameters(arity = "0..1", paramLabel = "AMOUNT", defaultValue = "1") long amount) {
        return send(statsd -> statsd.incr(path, amount));
    }

    @Command(description = "Subtracts from a counter.")
    int decr(
            @Parameters(paramLabel = "PATH") String path,
            @Parameters(arity = "0..1", paramLabel = "AMOUNT", defaultValue = "1") long amount) {
        return send(statsd -> statsd.decr(path, amount));
    }

    @Command(description = "Sets a gauge.")
    int gauge(
            @Parameters(paramLabel = "PATH") String path,
            @Parameters(paramLabel = "VALUE") double value,
            @Option(names = "--delta", description = "Change it by this amount instead.") boolean delta) {
        return send(statsd -> {
            if (delta) {
                statsd.gaugeDelta(path, value);
            } else {
                statsd.gauge(path, value);
            }
        });
    }

    @Command(description = "Records a duration: 12.3 (seconds), 250ms, 2m.")
    int timing(@Parameters(paramLabel = "PATH") String path, @Parameters(paramLabel = "TIME") String time) {
        Duration duration = duration(time);
        return send(statsd -> statsd.timing(path, duration));
    }

    @Command(description = "Records one value of a distribution.")
    int histogram(@Parameters(paramLabel = "PATH") String path, @Parameters(paramLabel = "VALUE") double value) {
        return send(statsd -> statsd.histogram(path, value));
    }

    @Command(description = "Adds a member to a set.")
    int set(@Parameters(paramLabel = "PATH") String path, @Parameters(paramLabel = "MEMBER") String member) {
        return send(statsd -> statsd.set(path, member));
    }

    @Command(
            description =
                    "Runs a command, records its duration, and exits with its exit code, whatever the server does.",
            customSynopsis = "send time [OPTIONS] PATH -- COMMAND...")
    int time(
            @Parameters(paramLabel = "PATH") String path,
            @Parameters(paramLabel = "COMMAND", arity = "1..*") List<String> command)
            throws InterruptedException {
        List<String> words = command.get(0).equals("--") ? command.subList(1, command.size()) : command;
        if (words.isEmpty()) {
            throw wrong("what should be timed?");
        }
        Sending sending = sending();
        TimedCommand.Result result = TimedCommand.run(words, System.err);
        sending.send(statsd -> statsd.timing(path, result.elapsed()));
        return result.exitCode();
    }

    private int send(Consumer<StatsdConnector> metrics) {
        return sending().send(metrics);
    }

    private Sending sending() {
        try {
            return new Sending(target.target(System.getenv()), System.err);
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Sends what is good, says what is not, and fails then. */
    private int sendLines() throws IOException {
        List<byte[]> good = new ArrayList<>();
        int exitCode = Sending.READ;
        long number = 0;
        LineReader in = new LineReader(System.in);
        for (byte[] read = in.next(); read != null; read = in.next()) {
            number++;
            byte[] line = withoutReturn(read);
            if (isBlank(line)) {
                continue;
            }
            byte[] text = new String(line, UTF_8).getBytes(UTF_8); // other bytes are for the server to judge
            if (Parser.LENIENT.parse(text, 0, text.length) instanceof ParsedLine.Bad bad) {
                System.err.println("send: line " + number + ": " + bad.reason());
                exitCode = Sending.NOT_READ;
            } else {
                good.add(line);
            }
            if (good.size() == MOST_WAITING) {
                exitCode = Math.max(exitCode, sendAll(good));
            }
        }
        return good.isEmpty() ? exitCode : Math.max(exitCode, sendAll(good));
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean ends = line.length > 0 && line[line.length - 1] == '\r';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    private int sendAll(List<byte[]> lines) {
        List<byte[]> now = List.copyOf(lines);
        lines.clear();
        return send(statsd -> now.forEach(statsd::relay));
    }
}
