package io.sprockets.statsd.examples;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The main job in a few seconds: a service that serves HTTP requests records metrics, a StatsD server receives them, and
 * at the end everybody's numbers are compared. {@link DemoMain} starts it.
 */
final class Demo {
    static final String PREFIX = "applications.my-service";

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
     * @return the exit code: 0 if the ledger agrees, otherwise 1
     */
    int run() throws IOException, InterruptedException {
        if (options.host().isPresent()) {
            return run(Optional.empty());
        }
        try (StatsdServer server = StatsdServer.start()) {
            return run(Optional.of(server));
        }
    }

    /** Ends it early, but in order. Any thread may call it. */
    void end() {
        ended.countDown();
    }

    private int run(Optional<StatsdServer> server) throws IOException, InterruptedException {
        String host =
                server.map(StatsdServer::host).orElseGet(() -> options.host().orElseThrow());
        int port = server.map(StatsdServer::port).orElse(options.port());
        try (StatsdConnector statsd = StatsdConnector.builder()
                .host(host)
                .port(port)
                .protocol(options.protocol())
                .prefix(PREFIX)
                .build()) {
            statsd.start();
            ExampleService service = ExampleService.start(statsd);
            introduce(host + ":" + port, server.isPresent(), service);
            serve(service, view(statsd, server, host + ":" + port));
            boolean confirmed = statsd.stop().join().confirmed();
            return conclude(ledger(service, statsd, server), confirmed);
        }
    }

    private void introduce(String address, boolean embedded, ExampleService service) {
        screen.print("");
        screen.headline("sprockets-statsd demo");
        screen.print("  server     " + address + (embedded ? ", embedded, TCP and UDP on one port" : ", not ours"));
        screen.print("  connector  " + options.protocol() + ", prefix " + PREFIX);
        screen.print("  service    " + service.uri() + ", " + Load.PER_SECOND + " requests per second for "
                + options.seconds() + " s");
        screen.print("");
    }

    private LiveView view(StatsdConnector statsd, Optional<StatsdServer> server, String address) {
        return server.<LiveView>map(embedded -> new ReceivedView(embedded, PREFIX))
                .orElseGet(() -> new SentView(statsd, address));
    }

    /** Lets the service work while the view is shown, and stops it. */
    private void serve(ExampleService service, LiveView view) throws InterruptedException {
        Load load = new Load(service.uri());
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
        service.stop();
        show(view, elapsed);
        screen.print(LiveView.count(load.answered()) + " requests answered, " + LiveView.count(load.failed())
                + " failed; the service has stopped");
    }

    private boolean endedWithin(long start, long millis) throws InterruptedException {
        long left = start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
        return ended.await(left, TimeUnit.NANOSECONDS);
    }

    private void show(LiveView view, double elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s, %.1f of %d s", view.title(), elapsed, options.seconds()));
        lines.addAll(view.lines(elapsed));
        screen.block(lines);
    }

    private LedgerReport ledger(ExampleService service, StatsdConnector statsd, Optional<StatsdServer> server) {
        server.ifPresent(embedded -> awaitAll(embedded, statsd.stats().sent()));
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
        if (confirmed) {
            screen.print("the server confirmed that it has read every byte");
        }
        screen.headline(ledger.verdict());
        return ledger.agrees() ? 0 : 1;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
