package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way, from a call to a server. */
class ConnectorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private StatsdServer server;

    @BeforeEach
    void startServer() {
        server =
                StatsdServer.builder().unixSocket(folder.resolve("statsd.sock")).start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void everyMetricReachesTheServerInOrder(Protocol protocol) {
        StatsdConnector statsd = connector(protocol).prefix("app").build();
        statsd.start();
        statsd.incr("hits");
        statsd.decr("hits", 3);
        statsd.gauge("depth", 42);
        statsd.gaugeDelta("depth", -10);
        statsd.timing("request", 12.34);
        statsd.set("users", "alice");
        statsd.injectMetric("raw", "7", "c");
        server.awaitLines(7, PATIENCE);
        statsd.close();

        assertThat(server.lines())
                .containsExactly(
                        "app.counters.hits:1|c",
                        "app.counters.hits:-3|c",
                        "app.gauges.depth:42|g",
                        "app.gauges.depth:-10|g",
                        "app.timers.request:12340|ms",
                        "app.sets.users:alice|s",
                        "app.raw:7|c");
        Ledger.assertClosed(statsd, 7);
        assertThat(statsd.stats().sent()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void whatWasRecordedBeforeTheStartArrives(Protocol protocol) {
        StatsdConnector statsd = connector(protocol).build();
        record(statsd, 100);
        statsd.start();
        StopReport report = statsd.stop().join();
        server.awaitLines(100, PATIENCE);

        assertThat(server.lines()).isEqualTo(expected(100));
        assertThat(report).isEqualTo(new StopReport(protocol != Protocol.UDP, 100, 0));
        Ledger.assertClosed(statsd, 100);
    }

    @Test
    void whatIsRecordedDuringAnOutageArrivesInOrder() {
        StatsdConnector statsd = connector(Protocol.TCP)
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .build();
        statsd.start();
        statsd.gauge("line", 0);
        server.awaitLines(1, PATIENCE);
        server.stop();
        IntStream.range(1, 51).forEach(i -> statsd.gauge("line", i));
        server.restart();
        server.awaitLines(51, PATIENCE);
        statsd.close();

        assertThat(server.lines()).isEqualTo(expected(51));
        Ledger.assertClosed(statsd, 51);
        assertThat(statsd.stats().reconnects()).isEqualTo(1);
    }

    private static void record(StatsdConnector statsd, int count) {
        IntStream.range(0, count).forEach(i -> statsd.gauge("line", i));
    }

    private static List<String> expected(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "gauges.line:" + i + "|g")
                .toList();
    }

    private StatsdConnector.Builder connector(Protocol protocol) {
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .protocol(protocol);
        return protocol == Protocol.UNIX ? builder.unixSocket(folder.resolve("statsd.sock")) : builder;
    }
}
