package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings that bound what a failure costs, and the ones that tell of it. */
@ExtendWith(Table.class)
class SettingsTest {
    private StatsdServer server;

    @BeforeEach
    void startServer() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void theListenerIsToldOfEveryDropByTheSender(Scenario scenario) {
        Told told = new Told();
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .listener(told)
                .queueBytes(1 << 14)
                .backlogBytes(1 << 12)
                .maxSeries(10)
                .build();
        int recorded = 0;
        for (; recorded < 2_000; recorded++) {
            statsd.incr("early." + recorded); // more than the queue holds
        }
        statsd.start();
        Faulty.awaitConnected(statsd);
        server.stop();
        awaitThat("it is gone").until(() -> !statsd.stats().connected());
        for (int i = 0; i < 2_000; i++) {
            statsd.incr("series." + i); // more than are merged
            statsd.incr("");
            recorded += 2;
        }
        statsd.incr("long." + "x".repeat(5_000));
        recorded++;
        server.recover();
        statsd.close();

        scenario.assertClosed(statsd, recorded);
        scenario.delivered(server.linesReceived());
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        statsd.stats().droppedBy().forEach((reason, count) -> {
            if (count > 0) {
                dropped.put(reason, count);
            }
        });
        assertThat(dropped).containsKeys(DropReason.QUEUE_FULL, DropReason.INVALID, DropReason.TOO_LONG);
        assertThat(told.threads).containsExactly("statsd-sender");
        assertThat(told.connected).isPositive();
        assertThat(told.disconnected).isPositive();
        assertThat(told.dropped).isEqualTo(dropped);
    }

    @Test
    void moreSeriesThanAreMergedAreCounted(Scenario scenario) {
        server.stop();
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .backlogBytes(1 << 16)
                .maxSeries(100)
                .build();
        statsd.start();
        int recorded = 10_000;
        for (int i = 0; i < recorded; i++) {
            statsd.incr("series." + i % 1_000);
        }
        awaitThat("more than is merged").until(() -> statsd.stats().dropped(DropReason.TOO_MANY_SERIES) > 0);
        Scenario.assertBalanced(statsd, recorded);
        server.recover();
        statsd.close();
        double delivered =
                server.counters().values().stream().mapToDouble(sum -> sum).sum();
        scenario.assertClosed(statsd, recorded);
        scenario.delivered((long) delivered);
        assertThat((long) delivered).isEqualTo(recorded - statsd.stats().dropped());
        assertThat(statsd.stats().dropped()).isEqualTo(statsd.stats().dropped(DropReason.TOO_MANY_SERIES));
    }

    @Test
    void theConnectorsOwnMetricsAreInTheLedger(Scenario scenario) {
        StatsdConnector statsd =
                Faulty.connector(server, Protocol.TCP).telemetry("own").build();
        statsd.start();
        int recorded = 1_000;
        for (int i = 0; i < recorded; i++) {
            statsd.incr("hits");
        }
        awaitThat("a report").until(() -> server.counter("counters.own.sent") > 0);
        statsd.close();
        long own =
                server.lines().stream().filter(line -> line.contains(".own.")).count();
        scenario.assertClosed(statsd, recorded + own);
        scenario.delivered(server.linesReceived());
        scenario.note("%d of the lines are the connector's own".formatted(own));
        assertThat(own).isPositive();
        assertThat(statsd.stats().sent()).isEqualTo(server.linesReceived());
        assertThat(server.counter("counters.own.sent")).isEqualTo(recorded);
        assertThat(server.counter("counters.hits")).isEqualTo(recorded);
    }

    /** What is on its way counts, wherever it is: here past the queue, where bound counters add up. */
    @Test
    void whatTheConnectorSaysOfItselfAsPendingIsTheLedgers(Scenario scenario) {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .aggregation(Duration.ofSeconds(1))
                .telemetry("own")
                .build();
        server.refuse();
        statsd.start();
        Counter bound = statsd.counter("hits");
        for (int i = 0; i < 1_000; i++) {
            bound.incr();
        }
        Faulty.during(Duration.ofSeconds(11), () -> {}); // its own report comes after ten
        server.recover();
        awaitThat("a report").until(() -> server.gauges().containsKey("gauges.own.pending"));
        double pending = server.gauge("gauges.own.pending");
        statsd.close();
        scenario.note("%.0f pending by its own report".formatted(pending));
        scenario.delivered((long) server.counter("counters.hits"));
        assertThat(statsd.stats().pending()).isZero();
        assertThat(pending).isBetween(1_000.0, 1_010.0);
    }

    static Stream<Delivery> deliveries() {
        return Stream.of(Delivery.AT_MOST_ONCE, Delivery.CONFIRMED);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void connectionsOfSomeAgeAreReplacedWithoutLoss(Delivery delivery, Scenario scenario) {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .delivery(delivery)
                .maxConnectionAge(Duration.ofMillis(100))
                .build();
        statsd.start();
        Load load = Load.start(statsd, 2, 20_000);
        awaitThat("many connections")
                .until(() -> server.connectionEvents().stream()
                                .filter(event -> event.kind() == ConnectionEvent.Kind.OPENED)
                                .count()
                        > 10);
        load.close();
        statsd.close();
        Arrivals arrivals = new Arrivals(server.lines(), load.counts());
        scenario.assertClosed(statsd, load.recorded());
        scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
        scenario.note("%d connections"
                .formatted(server.connectionEvents().stream()
                        .filter(event -> event.kind() == ConnectionEvent.Kind.OPENED)
                        .count()));
        assertThat(arrivals.unknown()).isEmpty();
        assertThat(arrivals.missing()).isZero();
        assertThat(arrivals.duplicates()).isZero();
        assertThat(server.connectionEvents()).noneMatch(event -> event.kind() == ConnectionEvent.Kind.RESET);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aServerThatTakesNothingIsGivenUp(Delivery delivery, Scenario scenario) {
        int recorded = 400_000; // 10 MB, more than the kernel takes for a server that does not read
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .delivery(delivery)
                .writeTimeout(Duration.ofMillis(500))
                .queueBytes(1 << 24)
                .backlogBytes(1 << 25)
                .build();
        statsd.start();
        Faulty.awaitConnected(statsd);
        server.stall();
        for (int i = 0; i < recorded; i++) {
            statsd.gauge("caller.0", i);
        }
        awaitThat("it is given up").until(() -> statsd.stats().reconnects() > 0);
        Scenario.assertBalanced(statsd, recorded);
        server.recover();
        statsd.close();
        awaitThat("what the first connections hold is read after all")
                .until(() -> new Arrivals(server.lines(), List.of(recorded)).missing() == 0);
        Arrivals arrivals = new Arrivals(server.lines(), List.of(recorded));
        scenario.assertClosed(statsd, recorded);
        scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
        assertThat(arrivals.unknown())
                .allSatisfy(half -> assertThat("gauges.caller.0:399999|g").hasSizeGreaterThanOrEqualTo(half.length()));
        assertThat((long) arrivals.unknown().size())
                .as("half lines, each the last one of a connection")
                .isLessThanOrEqualTo(statsd.stats().reconnects());
    }

    /** What a listener was told. */
    private static final class Told implements ConnectorListener {
        final Set<String> threads = new HashSet<>();
        final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        int connected;
        int disconnected;

        @Override
        public void connected(String server) {
            threads.add(Thread.currentThread().getName());
            connected++;
        }

        @Override
        public void disconnected(String server, Exception reason) {
            threads.add(Thread.currentThread().getName());
            disconnected++;
        }

        @Override
        public void dropped(DropReason reason, long metrics) {
            threads.add(Thread.currentThread().getName());
            dropped.put(reason, dropped.getOrDefault(reason, 0L) + metrics);
        }
    }
}
