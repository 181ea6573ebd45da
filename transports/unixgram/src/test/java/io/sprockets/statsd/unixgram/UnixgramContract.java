package io.sprockets.statsd.unixgram;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from a call to an agent's Unix datagram socket, whichever module opens the connector's. */
public abstract class UnixgramContract {
    @TempDir
    Path folder;

    /** A socket that is bound to a free path. */
    protected abstract Inlet bind(Path path) throws IOException;

    @Test
    final void everyLineArrivesInOrderAndFewDatagramsCarryThem() throws IOException {
        try (Agent agent = listen()) {
            StatsdConnector statsd = connector().build();
            record(statsd, 0, 5000);
            statsd.start();
            assertThat(agent.await(5000)).isEqualTo(expected(5000));
            StopReport report = statsd.stop().join();

            assertThat(report).isEqualTo(new StopReport(false, 5000, 0)); // a datagram has no answer
            assertThat(agent.largest()).isBetween(8000, 8192);
            assertClosed(statsd, 5000);
        }
    }

    @Test
    final void stopSendsWhatWaits() throws IOException {
        try (Agent agent = listen()) {
            StatsdConnector statsd = connector().packetBytes(512).build();
            record(statsd, 0, 2000); // far more datagrams than the socket holds
            statsd.start();
            CompletableFuture<StopReport> stopped = statsd.stop();
            agent.await(2000);
            assertThat(stopped.join().sent()).isEqualTo(2000);
            assertClosed(statsd, 2000);

            statsd.start();
            record(statsd, 2000, 2001);
            statsd.close();
            assertThat(agent.read()).isEqualTo(expected(2001));
            assertThat(agent.largest()).isLessThanOrEqualTo(512);
            assertClosed(statsd, 2001);
        }
    }

    @Test
    final void linesWaitUntilThereIsAnAgent() throws IOException {
        StatsdConnector statsd = connector().build();
        statsd.start();
        record(statsd, 0, 100);
        Awaitility.await().until(() -> statsd.stats().pending() == 100);
        assertThat(statsd.stats().connected()).isFalse();
        try (Agent agent = listen()) {
            assertThat(agent.await(100)).isEqualTo(expected(100));
            statsd.close();
            assertClosed(statsd, 100);
        }
    }

    @Test
    final void whatADeadAgentRefusedGoesToTheNextOneAndNothingElseDoes() throws IOException {
        Agent first = listen();
        StatsdConnector statsd = connector().build();
        statsd.start();
        record(statsd, 0, 100);
        assertThat(first.await(100)).isEqualTo(expected(100));
        first.close();
        record(statsd, 100, 200);
        Awaitility.await().until(() -> !statsd.stats().connected());
        record(statsd, 200, 300);
        try (Agent second = listen()) {
            assertThat(second.await(200)).isEqualTo(expected(300).subList(100, 300));
            statsd.close();
            assertThat(second.read()).hasSize(200);
        }
        assertClosed(statsd, 300);
        ConnectorStats stats = statsd.stats();
        assertThat(stats.sent()).isEqualTo(300);
        assertThat(stats.replayed()).isZero();
        assertThat(stats.reconnects()).isEqualTo(1);
    }

    @Test
    final void linesWaitWhileTheAgentIsSlow() throws IOException {
        try (Agent agent = listen()) {
            StatsdConnector statsd = connector().build();
            statsd.start();
            record(statsd, 0, 10_000);
            Awaitility.await().until(() -> statsd.stats().sent() > 0);
            assertThat(statsd.stats().pending()).isPositive();
            assertThat(agent.await(10_000)).isEqualTo(expected(10_000));
            statsd.close();
            assertClosed(statsd, 10_000);
            assertThat(statsd.stats().dropped()).isZero();
        }
    }

    /** What it had taken and not read is gone with it. */
    @Test
    final void whatWaitsForASlowAgentThatDiesGoesToTheNextOne() throws IOException {
        Agent slow = listen();
        StatsdConnector statsd = connector().build();
        statsd.start();
        record(statsd, 0, 10_000);
        Awaitility.await().until(() -> statsd.stats().sent() > 0);
        slow.close();
        try (Agent next = listen()) {
            String last = expected(10_000).get(9_999);
            Awaitility.await().until(() -> next.read().contains(last));
            statsd.close();
            List<String> lines = next.read();
            assertThat(lines).isEqualTo(expected(10_000).subList(10_000 - lines.size(), 10_000));
        }
        assertClosed(statsd, 10_000);
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(statsd.stats().reconnects()).isEqualTo(1);
    }

    @Test
    final void whatTheAgentDoesNotTakeIsDroppedAtTheEndOfTheStop() throws IOException {
        try (Agent agent = listen()) {
            StatsdConnector statsd =
                    connector().stopTimeout(Duration.ofMillis(200)).build();
            statsd.start();
            record(statsd, 0, 10_000);
            StopReport report = statsd.stop().join();

            assertThat(report.confirmed()).isFalse();
            assertThat(report.dropped()).isPositive();
            assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(report.dropped());
            assertThat(agent.read()).isEqualTo(expected((int) report.sent()));
            assertClosed(statsd, 10_000);
        }
    }

    @Test
    final void aLineThatFitsNoDatagramIsDroppedAloneAndCounted() throws IOException {
        try (Agent agent = listen()) {
            StatsdConnector statsd = connector().packetBytes(64).build();
            statsd.start();
            record(statsd, 0, 1);
            statsd.incr("x".repeat(64));
            record(statsd, 1, 2);
            assertThat(agent.await(2)).isEqualTo(expected(2));
            statsd.close();
            assertThat(statsd.stats().dropped(DropReason.TOO_LONG)).isEqualTo(1);
            assertClosed(statsd, 3);
        }
    }

    @Test
    final void theEnvironmentNamesTheSocket() throws IOException {
        try (Agent agent = listen()) {
            Map<String, String> variables = Map.of("STATSD_HOST", socket().toString(), "STATSD_PROTOCOL", "unixgram");
            StatsdConnector statsd = StatsdConnector.fromEnvironment(variables).build();
            statsd.start();
            record(statsd, 0, 1);
            statsd.close();
            assertThat(agent.read()).isEqualTo(expected(1));
            assertClosed(statsd, 1);
        }
    }

    private Agent listen() throws IOException {
        return Agent.listen(socket(), this::bind);
    }

    private Path socket() {
        return folder.resolve("agent.sock");
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder()
                .unixDatagramSocket(socket())
                .dialect(Dialect.DOGSTATSD)
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .maxConnectionAge(Duration.ofMillis(20)); // means nothing without a stream
    }

    private static void record(StatsdConnector statsd, int from, int to) {
        IntStream.range(from, to).forEach(i -> statsd.gauge("line", i));
    }

    private static List<String> expected(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "gauges.line:" + i + "|g")
                .toList();
    }

    private static void assertClosed(StatsdConnector statsd, long recorded) {
        ConnectorStats stats = statsd.stats();
        assertThat(stats.sent() + stats.pending() + stats.folded() + stats.dropped())
                .as("recorded = %s", stats)
                .isEqualTo(recorded);
        assertThat(stats.pending()).as("pending after stop").isZero();
    }
}
