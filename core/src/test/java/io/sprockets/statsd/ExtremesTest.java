package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting as small and as large as it may be. The server is there, so everything arrives. */
@Timeout(60)
class ExtremesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LINES = 300;
    private static final List<Duration> TIMES =
            List.of(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofDays(36_500));

    private static final Map<String, BiFunction<StatsdConnector.Builder, Duration, StatsdConnector.Builder>> SETTERS =
            Map.of(
                    "reconnectBackoff", (builder, time) -> builder.reconnectBackoff(time, time),
                    "connectTimeout", StatsdConnector.Builder::connectTimeout,
                    "maxConnectionAge", StatsdConnector.Builder::maxConnectionAge,
                    "maxConnectionIdle", StatsdConnector.Builder::maxConnectionIdle,
                    "resolveEvery", StatsdConnector.Builder::resolveEvery,
                    "aggregation", StatsdConnector.Builder::aggregation,
                    "confirmed", (builder, time) -> builder.delivery(Delivery.confirmed(time)),
                    "overflow", (builder, time) -> builder.overflow(Overflow.block(time)));

    static Stream<Arguments> times() {
        return SETTERS.keySet().stream().flatMap(setting -> TIMES.stream().map(time -> Arguments.of(setting, time)));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTimeMayBeVeryShortOrVeryLong(String setting, Duration time) {
        try (StatsdServer server = StatsdServer.start()) {
            deliver(server, requireNonNull(SETTERS.get(setting)).apply(builder(server), time));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void sizesMayBeVerySmall(Protocol protocol) {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector.Builder small = builder(server)
                    .protocol(protocol)
                    .queueBytes(1024)
                    .backlogBytes(1)
                    .packetBytes(64)
                    .maxSeries(1)
                    .foldBytes(1)
                    .overflow(Overflow.block(PATIENCE));
            deliver(server, small);
            if (protocol == Protocol.TCP) {
                server.clear();
                deliver(server, small.delivery(Delivery.CONFIRMED));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void limitsMayBeVeryHigh(Protocol protocol) {
        try (StatsdServer server = StatsdServer.start()) {
            deliver(
                    server,
                    builder(server)
                            .protocol(protocol)
                            .backlogBytes(Long.MAX_VALUE)
                            .packetBytes(65_507)
                            .maxSeries(Integer.MAX_VALUE)
                            .foldBytes(Long.MAX_VALUE)
                            .stopTimeout(Duration.ofDays(36_500)));
        }
    }

    private static void deliver(StatsdServer server, StatsdConnector.Builder builder) {
        StatsdConnector statsd = builder.build();
        statsd.start();
        await().until(() ->
                statsd.stats().connected()); // until then all would be merged, for which there may be no room
        for (int i = 0; i < LINES; i++) {
            statsd.incr("hits");
        }
        statsd.close();
        Ledger.assertClosed(statsd, LINES);
        assertThat(statsd.stats().dropped()).isZero();
        await().until(() -> server.counter("counters.hits") == LINES);
    }

    private static StatsdConnector.Builder builder(StatsdServer server) {
        return StatsdConnector.builder().host(server.host()).port(server.port());
    }
}
