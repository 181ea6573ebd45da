package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.MockClock;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The registry under test with a connector and a server of its own. Nothing is read before it is closed. */
final class Ours implements AutoCloseable {
    static final Duration NEVER = Duration.ofDays(1);

    final StatsdServer server = StatsdServer.start();
    final StatsdConnector statsd;
    final MockClock clock = new MockClock();
    final StatsdConnectorMeterRegistry registry;

    Ours(Dialect dialect) {
        this(connector -> connector.dialect(dialect), UnaryOperator.identity());
    }

    Ours(
            UnaryOperator<StatsdConnector.Builder> connector,
            UnaryOperator<StatsdConnectorMeterRegistry.Builder> settings) {
        statsd = connector
                .apply(StatsdConnector.builder().host(server.host()).port(server.port()))
                .build();
        statsd.start();
        registry = settings.apply(StatsdConnectorMeterRegistry.builder(statsd)
                        .clock(clock)
                        .step(NEVER))
                .build();
    }

    /** All that it sent, after a last reading. */
    List<String> lines() {
        close();
        return server.lines();
    }

    @Override
    public void close() {
        registry.close();
        statsd.close();
        server.close();
    }
}
