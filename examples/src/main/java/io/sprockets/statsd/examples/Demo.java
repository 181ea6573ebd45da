package io.sprockets.statsd.examples;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The main job in a few seconds: a service that serves HTTP requests records metrics, a StatsD server receives them,
 * and at the end everybody's numbers are compared. {@link DemoMain} starts it.
 */
final class Demo {
    static final String PREFIX = "applications.my-service";
    private static final int BAR = 20; // characters

    private final DemoOptions options;
    private final Screen screen;
    private final CountDownLatch ended = new CountDownLatch(1);

    Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /**
     * Runs for as long as the options say, or until {@link #end}.
     *
     * @return the exit code: 0 if metrics were sent and the ledger agrees, otherwise 1
     */
    int run() throws IOException, InterruptedException {
        if (options.host().isPresent()) {
            introduce(options.host().get() + ":" + options.port() + ", elsewhere");
            return run(Optional.empty(), options.host().get(), options.port());
        }
        try (StatsdServer server = StatsdServer.start()) {
            introduce(server.host() + ":" + server.port() + ", embedded, TCP and UDP on one port");
            return options.watch() ? runWatched(server) : run(Optional.of(server), server.host(), server.port());
        }
    }

    private int runWatched(StatsdServer server) throws IOException, InterruptedException {
        try (Watched watched = Watched.inFrontOf(server)) {
            screen.headline("  watch it   " + watched.page());
            return run(Optional.of(server), watched.host(), watched.port());
        }
    }

    /** Ends it early, but in order. Any thread may call it. */
    void end() {
        ended.countDown();
    }

    private int run(Optional<StatsdServer> server, String host, int port) throws IOException, InterruptedException {
        ExampleService service = ExampleService.start(config(host, port));
        StatsdConnector statsd = service.connector();
        introduce(service);
        Load load = new Load(service.uri());
        LiveView view = view(statsd, server, host + ":" + port);
        double elapsed = serve(load, view);
        boolean confirmed = service.end().confirmed();
        server.ifPresent(embedded -> awaitAll(embedded, statsd.stats().sent()));
        show(view, elapsed);
        screen.print(LiveView.count(load.answered()) + " requests answered, " + LiveView.count(load.failed())
                + " failed; service and connector have stopped");
        return conclude(ledger(service, statsd, server), confirmed);
    }

    private JsonObject config(String host, int port) {
        return new JsonObject()
                .put("host", host)
                .put("port", port)
                .put("protocol", options.protocol().name())
                .put("prefix", PREFIX);
    }

    private void introduce(String server) {
        screen.print("");
        screen.headline("sprockets-statsd demo");
        screen.print("  server     " + server);
    }

    private void introduce(ExampleService service) {
        screen.print("  connector  " + options.protocol() + ", prefix " + PREFIX);
        screen.print("  service    " + service.uri() + ", " + Load.PER_SECOND + " requests per second for "
                + options.seconds() + " s" + (options.watch() ? ", or until Ctrl-C" : ""));
        screen.print("");
    }

    private LiveView view(StatsdConnector statsd, Optional<StatsdServer> server, String address) {
        return server.<LiveView>map(embedded -> new ReceivedView(embedded, PREFIX))
                .orElseGet(() -> new SentView(statsd, address));
    }

    /** Requests while the view is shown. Gives the seconds for which it did. */
    private double serve(Load load, LiveView view) throws InterruptedException {
        long start = System.nanoTime();
        load.start();
        long interval = screen.isTerminal() ? 500 : 1_000;
        long rounds = options.seconds() * 1_000L / interval;
        for (long round = 1; round <= rounds && !endedWithin(start, round * interval); round++) {
            if (round < rounds) {
                show(view, secondsSince(start));
            }
        }
        double elapsed = secondsSince(start);
        load.stop();
        return elapsed;
    }

    private boolean endedWithin(long start, long millis) throws InterruptedException {
        long left = start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
        return ended.await(left, TimeUnit.NANOSECONDS);
    }

    private void show(LiveView view, double elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-38s %s %.1f of %d s", view.title(), bar(elapsed), elapsed, options.seconds()));
        lines.addAll(view.lines(elapsed));
        screen.block(lines);
    }

    private String bar(double elapsed) {
        int done = (int) Math.min(Math.round(BAR * elapsed / options.seconds()), BAR);
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "]";
    }

    private LedgerReport ledger(ExampleService service, StatsdConnector statsd, Optional<StatsdServer> server) {
        return server.map(embedded -> LedgerReport.of(service.recorded(), statsd.stats(), embedded))
                .orElseGet(() -> LedgerReport.of(service.recorded(), statsd.stats()));
    }

    /** What the kernel has taken may still be on its way. */
    private static void awaitAll(StatsdServer server, long lines) {
        try {
            server.awaitLines(lines, Duration.ofSeconds(5));
        } catch (AssertionError missing) {
            // the ledger shows it
        }
    }

    private int conclude(LedgerReport ledger, boolean confirmed) {
        screen.print("");
        screen.headline("ledger");
        ledger.lines().forEach(screen::print);
        screen.print("");
        screen.print(confirmation(confirmed));
        ledger.differences().forEach(screen::print);
        screen.headline(ledger.verdict());
        return ledger.agrees() && !ledger.isEmpty() ? 0 : 1;
    }

    private String confirmation(boolean confirmed) {
        if (options.protocol() == Protocol.UDP) {
            return "UDP has no answer: the connector cannot know what has arrived";
        }
        return confirmed
                ? "the server confirmed to the connector that it has read every byte"
                : "the server did not confirm to the connector that it has read every byte";
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
