package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flush ends when everything is handed over, and does not wait for what comes later. */
class FlushTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer server = StatsdServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"TCP, false", "TCP, true", "UDP, false"})
    void itDoesNotWaitForTheNextInterval(Protocol protocol, boolean confirmed) {
        StatsdConnector statsd = connector()
                .protocol(protocol)
                .delivery(confirmed ? Delivery.CONFIRMED : Delivery.AT_MOST_ONCE)
                .aggregation(Duration.ofHours(1))
                .build();
        statsd.start();
        Gauge depth = statsd.gauge("depth");
        Counter bound = statsd.counter("bound");
        for (int flush = 0; flush < 4; flush++) {
            statsd.incr("orders", 3);
            depth.set(flush);
            bound.incr();
            assertThat(statsd.flush(PATIENCE)).as("flush %s", flush).isTrue();
        }
        assertThat(statsd.flush(PATIENCE)).as("one of nothing").isTrue();
        statsd.close();
        Ledger.assertClosed(statsd, 12);
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder().host(server.host()).port(server.port());
    }
}
