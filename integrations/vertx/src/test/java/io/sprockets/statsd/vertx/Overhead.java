package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What recording costs: the same route with and without, in turn, on one machine with its load. It prints the requests per
 * second of each round, the medians, and their ratio. It is a program and not a test, since what it measures depends on
 * what else the machine does; {@code mvn verify -Poverhead -pl integrations/vertx -am -DskipTests} runs it.
 */
final class Overhead {
    private static final int ROUNDS = 31;
    private static final int WARM_UP = 4; // rounds
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 10_000; // per connection and round
    private static final int AHEAD = 16;

    private Overhead() {}

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (StatsdServer received = StatsdServer.builder().retainedLines(0).start();
                StatsdConnector connector = StatsdConnector.builder()
                        .host(received.host())
                        .port(received.port())
                        .build()) {
            connector.start();
            int bare = serve(vertx, Router.router(vertx), null);
            int recording = serve(vertx, Router.router(vertx), StatsdHandler.create(HttpMetrics.of(connector)));
            compare(bare, recording);
            await(vertx.close());
            connector.stop().join();
            System.out.println("ledger: " + connector.stats() + ", received " + received.linesReceived());
        }
    }

    private static int serve(Vertx vertx, Router router, @Nullable StatsdHandler statsd) throws Exception {
        Route route = router.get("/plain");
        if (statsd != null) {
            route.handler(statsd);
        }
        route.handler(context -> context.end("plain"));
        return await(ContractRoutes.serve(vertx, router)).actualPort();
    }

    private static void compare(int bare, int recording) {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean first = round % 2 == 0; // whoever comes first has no advantage of it
            double one = perSecond(first ? bare : recording);
            double other = perSecond(first ? recording : bare);
            if (round >= WARM_UP) {
                without.add(first ? one : other);
                with.add(first ? other : one);
            }
        }
        System.out.println("without " + rounded(without));
        System.out.println("with    " + rounded(with));
        System.out.printf(
                Locale.ROOT,
                "median without %.0f/s, with %.0f/s, ratio %.4f%n",
                median(without),
                median(with),
                median(with) / median(without));
    }

    private static double perSecond(int port) {
        LoadClient client = new LoadClient(port, AHEAD);
        long start = System.nanoTime();
        client.run(CONNECTIONS, REQUESTS);
        return client.answered() / ((System.nanoTime() - start) / 1e9);
    }

    private static List<Long> rounded(List<Double> rates) {
        return rates.stream().map(Math::round).toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
