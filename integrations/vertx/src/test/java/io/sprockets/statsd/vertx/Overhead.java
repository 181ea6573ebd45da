package io.sprockets.statsd.vertx;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What recording costs: the same route with and without, in turn, on one machine with its load, answered at once and a
 * turn of the event loop later; and between them what of that Vert.x takes for one more handler, and for one that is
 * told of the end. It prints medians: requests per second, CPU time and bytes of the event loop for a
 * request, and the differences from the bare route within a round. It is a program and not a test, since what it
 * measures depends on what else the machine does; {@code mvn verify -Poverhead -pl integrations/vertx -am -DskipTests}
 * runs it. With {@code -Dbefore=<jars>}, separated as a class path is, other jars of this library are measured in the
 * same rounds.
 */
final class Overhead {
    private static final int ROUNDS = Integer.getInteger("rounds", 61);
    private static final int WARM_UP = 4; // rounds

    private Overhead() {}

    public static void main(String[] args) throws Exception {
        String before = System.getProperty("before", "");
        try (ServerSocket statsd = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                StatsdConnector connector = StatsdConnector.builder()
                        .host("127.0.0.1")
                        .port(statsd.getLocalPort())
                        .build()) {
            CompletableFuture.runAsync(() -> readAll(statsd));
            connector.start();
            for (boolean later : new boolean[] {false, true}) {
                List<MeasuredServer> servers = new ArrayList<>();
                servers.add(new MeasuredServer("bare", null, later));
                servers.add(new MeasuredServer("a handler", RoutingContext::next, later));
                servers.add(new MeasuredServer("and end handlers", Overhead::listen, later));
                if (!before.isEmpty()) {
                    servers.add(new MeasuredServer(
                            "before", OtherJars.statsdHandler(before, statsd.getLocalPort()), later));
                }
                servers.add(new MeasuredServer("now", StatsdHandler.create(HttpMetrics.of(connector)), later));
                measure(servers);
            }
            System.out.println("ledger: " + connector.stats());
        }
        System.exit(0); // the connector of the other jars has nobody who closes it
    }

    /** What Vert.x alone takes to tell the end of a request. */
    private static void listen(RoutingContext context) {
        context.addEndHandler(ended -> {});
        context.addBodyEndHandler(sent -> {});
        context.next();
    }

    private static void measure(List<MeasuredServer> servers) throws Exception {
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                servers.forEach(MeasuredServer::forget);
            }
            for (int i = 0; i < servers.size(); i++) { // whoever comes first has no advantage of it
                servers.get((i + round) % servers.size()).load();
            }
        }
        for (MeasuredServer server : servers) {
            System.out.println(server.comparedWith(servers.get(0)));
        }
        for (MeasuredServer server : servers) {
            server.close();
        }
    }

    /** A server that only reads, since what a StatsD server costs is not what recording costs. */
    private static void readAll(ServerSocket server) {
        while (true) {
            try {
                Socket client = server.accept();
                new Thread(() -> read(client), "reader").start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void read(Socket socket) {
        try (Socket client = socket) {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
