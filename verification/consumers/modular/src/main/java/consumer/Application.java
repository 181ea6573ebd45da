package consumer;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;

/** Sends one metric to a server of its own, from a runtime that jlink has made. */
public final class Application {
    private Application() {}

    /** Starts the program; it fails if the metric has not arrived. */
    public static void main(String[] arguments) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            try (StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .build()) {
                statsd.start();
                statsd.incr("requests");
            }
            System.out.println("jlink on " + Runtime.version().feature() + ": " + server.counters());
            if (server.counters().get("counters.requests") != 1) {
                System.exit(1);
            }
        }
    }
}
