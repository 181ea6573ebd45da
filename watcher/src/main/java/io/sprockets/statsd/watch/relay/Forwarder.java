package io.sprockets.statsd.watch.relay;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.store.LineType;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * Passes every line on to another server, in order and byte for byte, so that this program can stand between a service
 * and its server. Lines wait while that server is away, up to 64 MiB of them. A line that has control characters, or is
 * no line of the protocol, is not passed on.
 */
public final class Forwarder implements Tap {
    private static final int QUEUE_BYTES = 8 << 20;
    private static final long BACKLOG_BYTES = 64L << 20;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final StatsdConnector connector;
    private final PrintStream notices;

    private Forwarder(StatsdConnector connector, PrintStream notices) {
        this.connector = connector;
        this.notices = notices;
    }

    /**
     * Begins to connect.
     *
     * @throws IllegalArgumentException if the server cannot be one
     */
    public static Forwarder start(String host, int port, PrintStream notices) {
        StatsdConnector connector = StatsdConnector.builder()
                .host(host)
                .port(port)
                .queueBytes(QUEUE_BYTES)
                .backlogBytes(BACKLOG_BYTES)
                .stopTimeout(STOP_TIMEOUT)
                .build();
        connector.start();
        return new Forwarder(connector, notices);
    }

    @Override
    public void line(LineType type, byte[] bytes, int from, int to) {
        connector.relay(Arrays.copyOfRange(bytes, from, to));
    }

    /** What became of the lines. */
    public ConnectorStats stats() {
        return connector.stats();
    }

    /** Sends what waits, for at most five seconds, and says how it went. */
    @Override
    public void close() {
        connector.close();
        ConnectorStats stats = connector.stats();
        notices.println("forwarded " + stats.sent() + " lines"
                + (stats.dropped() == 0 ? "" : ", not forwarded " + stats.droppedBy()));
    }
}
