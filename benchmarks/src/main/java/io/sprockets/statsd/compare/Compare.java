package io.sprockets.statsd.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs all clients in turn, round after round, against one sink, and writes what came out as tables in Markdown. */
public final class Compare {
    private static final Path TIMGROUP = Path.of("benchmarks", "target", "timgroup", "java-statsd-client.jar");
    private static final Path LINUX = Path.of("transports", "linux", "target", "classes");
    private static final int FIRST_WITH_LINUX = 22; // of the JDKs
    private static final Duration QUIET = Duration.ofMillis(300); // after this long nothing more is expected
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL = 50; // milliseconds

    private final Options options;
    private final Child sink;
    private final Path socket;
    private final Sample ports;
    private final Results results = new Results();

    private Compare(Options options, Child sink, Path socket) throws IOException {
        this.options = options;
        this.sink = sink;
        this.socket = socket;
        this.ports = sink.answer();
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("compare: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("statsd");
        Path socket = folder.resolve("sink.sock");
        try (Child sink = new Child("", Sink.class, socket.toString())) {
            Compare compare = new Compare(options, sink, socket);
            compare.run();
            new Report(compare.results, options).write();
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }

    /** Whether the module for Linux was compiled, and this JVM loads it. */
    static boolean hasLinux() {
        return Runtime.version().feature() >= FIRST_WITH_LINUX && Files.isDirectory(LINUX);
    }

    private void run() throws IOException, InterruptedException {
        List<Trial> trials = trials();
        for (int round = 1; round <= options.rounds(); round++) {
            for (int i = 0; i < trials.size(); i++) {
                Trial trial = trials.get(i);
                System.err.printf(
                        "round %d of %d, %d of %d: %s%n", round, options.rounds(), i + 1, trials.size(), trial.title());
                results.add(trial, run(trial));
            }
        }
    }

    /** One round: all clients in turn for each route and work. */
    private List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Route route : options.routes()) {
            int port = (int) ports.get(route.isDatagram() ? "udp" : "tcp");
            for (Work work : options.works()) {
                for (Contender contender : options.contenders()) {
                    if (contender.takes(route) && contender.takes(work)) {
                        long nanos = (long) (options.seconds() * 1e9);
                        Server server = new Server(route, port, socket);
                        trials.add(new Trial(contender, work, options.names(), nanos, server));
                    }
                }
            }
        }
        return trials;
    }

    private Sample run(Trial trial) throws IOException, InterruptedException {
        Contender contender = trial.contender();
        Duration quiet = contender.isAggregated() ? Contender.INTERVAL.plus(QUIET) : QUIET;
        String first = first(contender);
        boolean values = contender.merges() || contender.frames(trial.server().route());
        try (Child load = new Child(first, Load.class, trial.arguments())) {
            load.answer();
            awaitQuiet(quiet);
            sink.ask(values ? "values" : "lines");
            Sample ran = load.ask("go");
            Sample arrived = awaitQuiet(quiet);
            return ran.and(arrived).and(load.ask("all has arrived"));
        }
    }

    /** What comes first on its class path. */
    private String first(Contender contender) {
        if (contender.isBefore()) {
            return options.before();
        } else if (contender.isWithLinux()) {
            return LINUX + File.pathSeparator;
        }
        return contender == Contender.TIMGROUP ? TIMGROUP + File.pathSeparator : "";
    }

    /** What the sink has when nothing has come for this long. */
    private Sample awaitQuiet(Duration quiet) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        Sample before = sink.ask("read");
        while (System.nanoTime() - changed < quiet.toNanos() && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.sleep(POLL);
            Sample now = sink.ask("read");
            changed = now.get("delivered") > before.get("delivered") ? System.nanoTime() : changed;
            before = now;
        }
        return before;
    }
}
