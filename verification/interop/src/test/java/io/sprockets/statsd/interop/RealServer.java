package io.sprockets.statsd.interop;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.Set;

/** A server, or servers behind something, to which a connector sends. One thread uses it. */
interface RealServer extends AutoCloseable {
    /** Starts all that is needed. */
    void start();

    /** Ends what the connector talks to, and what counts. */
    void stop();

    int port();

    Dialect dialect();

    /** What it has counted since it was started, or over all starts if it keeps that. */
    Totals totals();

    @Override
    void close();

    /** Restarts what counts; what is in front of it goes on. */
    default void restart() {
        stop();
        start();
    }

    /** All lines that it has flushed, as far as it can tell. */
    default Set<String> lines() {
        return Set.of();
    }

    /** A builder for a connector that comes back soon. */
    default StatsdConnector.Builder connector(Protocol protocol) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(port())
                .protocol(protocol)
                .typePrefixes(false)
                .dialect(dialect())
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
                .stopTimeout(Daemon.PATIENCE);
    }
}
