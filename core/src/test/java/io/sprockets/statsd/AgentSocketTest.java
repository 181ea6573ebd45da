package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Datadog agent's Unix stream socket, where lines travel in frames. */
class AgentSocketTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String TEXT = "x".repeat(5_000);
    private static final Event LARGE_EVENT = Event.of("deploy", TEXT);

    @TempDir
    Path folder;

    private StatsdServer agent;

    @BeforeEach
    void startAgent() {
        agent = StatsdServer.builder().unixSocket(socket()).unixFrames(true).start();
    }

    @AfterEach
    void stopAgent() {
        agent.close();
    }

    @Test
    void everyFrameArrivesWholeAndInOrder() {
        StatsdConnector statsd = connector().build();
        record(statsd, 0, 5000);
        statsd.start();
        StopReport report = statsd.stop().join();

        assertThat(report).isEqualTo(new StopReport(true, 5000, 0));
        assertThat(agent.lines()).isEqualTo(expected(5000));
        assertThat(agent.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 5000);
    }

    @Test
    void whatIsRecordedWhileTheAgentRestartsArrivesInOrder() {
        StatsdConnector statsd = connector()
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .build();
        statsd.start();
        record(statsd, 0, 1000);
        agent.awaitLines(1000, PATIENCE);
        agent.stop();
        record(statsd, 1000, 2000);
        agent.restart();
        agent.awaitLines(2000, PATIENCE);
        statsd.close();

        assertThat(agent.lines()).isEqualTo(expected(2000));
        assertThat(agent.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 2000);
        assertThat(statsd.stats().reconnects()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noFrameIsTornWhenConnectionsFollowEachOther(boolean confirmed) {
        StatsdConnector statsd = connector()
                .delivery(confirmed ? Delivery.confirmed(Duration.ofMillis(10)) : Delivery.AT_MOST_ONCE)
                .maxConnectionAge(Duration.ofMillis(20))
                .build();
        statsd.start();
        AtomicInteger recorded = new AtomicInteger();
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
            int from = recorded.getAndAdd(500);
            record(statsd, from, from + 500);
            return agent.connectionEvents().size() >= 10;
        });
        statsd.close();

        assertThat(agent.lines()).isEqualTo(expected(recorded.get()));
        assertThat(agent.badLines()).isEmpty();
        Ledger.assertClosed(statsd, recorded.get());
        assertThat(statsd.stats().replayed()).isZero();
    }

    @Test
    void whatAStalledAgentHasNotTakenWholeIsNotSent() {
        StatsdConnector statsd = connector()
                .stopTimeout(Duration.ofMillis(200))
                .backlogBytes(1 << 20)
                .build();
        agent.stall();
        statsd.start();
        Awaitility.await().until(() -> statsd.stats().connected());
        record(statsd, 0, 20_000);
        statsd.close();
        agent.recover();
        Awaitility.await().until(() -> agent.connections() == 0);

        Ledger.assertClosed(statsd, 20_000);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isPositive();
        assertThat(agent.linesReceived() - agent.badLineCount())
                .isEqualTo(statsd.stats().sent());
    }

    @Test
    void anEventOfFiveKilobytesArrives() {
        StatsdConnector statsd = connector().build();
        statsd.start();
        statsd.event(LARGE_EVENT);
        statsd.close();

        assertThat(agent.events())
                .singleElement()
                .extracting(event -> event.text())
                .isEqualTo(TEXT);
        assertThat(agent.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void packetBytesSayHowLongALineMayBe() {
        StatsdConnector statsd = connector().packetBytes(4096).build();
        statsd.start();
        statsd.event(LARGE_EVENT);
        statsd.close();

        assertThat(statsd.stats().droppedBy()).containsOnly(entry(DropReason.TOO_LONG, 1L));
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOGSTATSD")
    void otherDialectsAreNotFramed(Dialect dialect) {
        Path plain = folder.resolve("statsd.sock");
        try (StatsdServer server = StatsdServer.builder().unixSocket(plain).start()) {
            StatsdConnector statsd =
                    connector().unixSocket(plain).dialect(dialect).build();
            statsd.start();
            statsd.incr("hits");
            statsd.close();
            assertThat(server.lines()).containsExactly("counters.hits:1|c");
            Ledger.assertClosed(statsd, 1);
        }
    }

    private Path socket() {
        return folder.resolve("agent.sock");
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder().unixSocket(socket()).dialect(Dialect.DOGSTATSD);
    }

    private static void record(StatsdConnector statsd, int from, int to) {
        IntStream.range(from, to).forEach(i -> statsd.gauge("line", i));
    }

    private static List<String> expected(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "gauges.line:" + i + "|g")
                .toList();
    }
}
