package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a running service is seen to have recorded, whether or not anybody receives it. */
class LastValuesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatagramSocket server; // whose buffer is never read

    LastValuesTest() throws SocketException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eachSeriesHasTheValueThatItHadLast() {
        try (StatsdConnector statsd = connector().build()) {
            statsd.start();
            statsd.incr("orders", 3);
            statsd.incr("orders", 5);
            statsd.gauge("depth", 17);
            statsd.gauge("depth", -1.5);
            statsd.gaugeDelta("depth", 4);
            statsd.timing("work", Duration.ofMillis(12));
            statsd.gauge("level").set(7e300);
            statsd.set("users").add("anna");
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues())
                    .containsOnly(
                            entry("app.counters.orders:|c", 5.0),
                            entry("app.gauges.depth:|g", 2.5),
                            entry("app.timers.work:|ms", 12.0),
                            entry("app.gauges.level:|g", 7e300),
                            entry("app.sets.users:|s", Double.NaN));
        }
    }

    @Test
    void tagsMayBeGivenWithEachCall() {
        try (StatsdConnector statsd = connector().dialect(Dialect.DOGSTATSD).build()) {
            statsd.start();
            for (int i = 0; i < 30; i++) {
                statsd.tagged(Tags.of("region", "eu" + i % 3)).incr("orders", i);
            }
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues())
                    .containsOnly(
                            entry("app.counters.orders:|c|#region:eu0", 27.0),
                            entry("app.counters.orders:|c|#region:eu1", 28.0),
                            entry("app.counters.orders:|c|#region:eu2", 29.0));
        }
    }

    @Test
    void aBoundCounterThatIsMergedHasItsLastSum() {
        try (StatsdConnector statsd =
                connector().aggregation(Duration.ofHours(1)).build()) {
            statsd.start();
            Counter orders = statsd.counter("orders");
            assertThat(statsd.lastValues()).containsExactly(entry("app.counters.orders:|c", Double.NaN));
            orders.incr(20);
            orders.incr(22);
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues()).containsExactly(entry("app.counters.orders:|c", 42.0));
        }
    }

    @Test
    void aCounterThatIsMergedHasItsLastSumHoweverItsCallsAreMade() {
        try (StatsdConnector statsd = connector()
                .dialect(Dialect.DOGSTATSD)
                .aggregation(Duration.ofHours(1))
                .build()) {
            statsd.start();
            Counter bound = statsd.counter("bound");
            for (int flush = 1; flush <= 2; flush++) {
                for (int i = 0; i < 10; i++) {
                    statsd.incr("path");
                    statsd.incr("half", 0.5);
                    statsd.incr("mixed", 3);
                    statsd.incr("mixed", 0.5);
                    statsd.incr("huge", 1L << 40);
                    bound.incr();
                    bound.incr(0.25);
                    statsd.tagged(Tags.of("k", "v")).incr("tagged");
                }
                assertThat(statsd.flush(PATIENCE)).isTrue();
                assertThat(statsd.lastValues())
                        .as("flush %s", flush)
                        .containsOnly(
                                entry("app.counters.path:|c", 10.0),
                                entry("app.counters.half:|c", 5.0),
                                entry("app.counters.mixed:|c", 35.0),
                                entry("app.counters.huge:|c", 10.0 * (1L << 40)),
                                entry("app.counters.bound:|c", 12.5),
                                entry("app.counters.tagged:|c|#k:v", 10.0));
            }
            statsd.incr("path");
            statsd.incr("half", 0.5);
            assertThat(statsd.lastValues())
                    .containsEntry("app.counters.path:|c", 10.0)
                    .containsEntry("app.counters.half:|c", 5.0);
        }
    }

    @Test
    void thereAreNoMoreThanTwiceMaxSeries() {
        try (StatsdConnector statsd = connector().maxSeries(3).build()) {
            statsd.start();
            for (int i = 0; i < 100; i++) {
                statsd.gauge("g" + i, i);
            }
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues().values()).containsOnly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @Test
    void thereAreNoMoreThanTwiceMaxSeriesThoughMoreAreBound() {
        try (StatsdConnector statsd = connector().maxSeries(3).build()) {
            statsd.start();
            for (int i = 0; i < 100; i++) {
                statsd.gauge("g" + i).set(i);
                statsd.gauge("h" + i, i);
            }
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues()).hasSize(6).doesNotContainValue(Double.NaN);
        }
    }

    @Test
    void nothingIsKeptUnlessItIsWanted() {
        try (StatsdConnector statsd = connector().lastValues(false).build()) {
            statsd.start();
            statsd.incr("orders");
            assertThat(statsd.flush(PATIENCE)).isTrue();

            assertThat(statsd.lastValues()).isEqualTo(Map.of());
        }
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.getLocalPort())
                .protocol(Protocol.UDP)
                .prefix("app")
                .lastValues(true);
    }
}
