package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What recording costs: the same route with and without, in turn, on one machine with its load. It prints the requests per
 * second of each round, their medians, and the median of the ratios within a round. It is a program and not a test, since what it measures depends on
 * what else the machine does; {@code mvn verify -Poverhead -pl integrations/vertx -am -DskipTests} runs it.
 */
final class Overhead {
    private static final int ROUNDS = 61;
    private static final int WARM_UP = 4; // rounds
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 2_500; // per connection and round
    private static final int AHEAD = 1; // what clients do that do not pipeline

    private Overhead() {}

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket statsd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StatsdConnector connector = StatsdConnector.builder()
                        .host("127.0.0.1")
                        .port(statsd.getLocalPort())
                        .build()) {
            CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> bytes(statsd));
            connector.start();
            int bare = serve(vertx, Router.router(vertx), null);
            int recording = serve(vertx, Router.router(vertx), StatsdHandler.create(HttpMetrics.of(connector)));
            compare(bare, recording);
            await(vertx.close());
            connector.stop().join();
            System.out.println("ledger: " + connector.stats() + ", bytes received " + received.join());
        }
    }

    /** A server that only counts, since what a StatsD server costs is not what recording costs. */
    private static long bytes(ServerSocket server) {
        try (Socket client = server.accept()) {
            return client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean first = round % 2 == 0; // whoever comes first has no advantage of it
            double one = perSecond(first ? bare : recording);
            double other = perSecond(first ? recording : bare);
            if (round >= WARM_UP) {
                without.add(first ? one : other);
                with.add(first ? other : one);
                ratios.add(first ? other / one : one / other);
            }
        }
        System.out.println("without " + rounded(without));
        System.out.println("with    " + rounded(with));
        System.out.printf(
                Locale.ROOT,
                "median without %.0f/s, with %.0f/s; median of the ratios within a round %.4f%n",
                median(without),
                median(with),
                median(ratios));
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
