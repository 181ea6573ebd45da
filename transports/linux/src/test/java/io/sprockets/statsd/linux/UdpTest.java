package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way, from a call to a server's UDP port. */
class UdpTest {
    private static final int NAMES = 100;

    /** Lines of about 27 bytes in some 40 datagrams, which a socket's usual buffer holds twice. */
    private static final int AT_A_TIME = 2_000;

    private StatsdServer server;

    @BeforeEach
    void startServer() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** In one dialect datagrams are filled up with empty lines, in the other they are not. */
    @ParameterizedTest
    @EnumSource(names = {"STATSD", "PLAIN"})
    void aMillionIncrementsAtThePaceOfTheServerAreCountedExactly(Dialect dialect) {
        int increments = 1_000_000;
        StatsdConnector statsd = connector().dialect(dialect).build();
        statsd.start();
        for (int from = 0; from < increments; from += AT_A_TIME) {
            IntStream.range(from, from + AT_A_TIME).forEach(i -> statsd.incr("orders.placed-" + i % NAMES));
            long recorded = (long) from + AT_A_TIME;
            awaitThat(() -> server.linesReceived() == recorded);
        }
        statsd.close();

        assertAllSent(statsd, increments);
        assertThat(IntStream.range(0, NAMES)
                        .mapToDouble(name -> server.counter("counters.orders.placed-" + name))
                        .sum())
                .isEqualTo((double) increments);
        assertThat(server.badLines()).isEmpty();
    }

    @Test
    void linesWaitUntilSomebodyListensAndAgainWhenTheServerIsGone() {
        server.stop();
        StatsdConnector statsd = connector().build();
        statsd.start();
        IntStream.range(0, 1_000).forEach(i -> statsd.incr("a"));
        awaitThat(() -> statsd.stats().pending() == 1_000 && !statsd.stats().connected());
        server.recover();
        awaitThat(() -> server.counter("counters.a") == 1_000);
        server.stop();
        statsd.incr("first");
        awaitThat(() -> !statsd.stats().connected());
        IntStream.range(0, 1_000).forEach(i -> statsd.incr("b"));
        server.recover();
        awaitThat(() -> server.counter("counters.b") == 1_000);
        awaitThat(() -> server.counter("counters.first") == 1); // it was refused, and is sent again
        statsd.close();
        assertAllSent(statsd, 2_001);
    }

    @Test
    void aCloseInTheMiddleOfALoadLeavesNoCallUncounted() {
        long memories = Memory.open();
        for (int round = 0; round < 20; round++) {
            StatsdConnector statsd = connector().build();
            statsd.start();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Long> calls = CompletableFuture.supplyAsync(() -> record(statsd, over));
            awaitThat(() -> statsd.stats().sent() > 0);
            statsd.close();
            over.set(true);
            long recorded = calls.join();
            ConnectorStats stats = statsd.stats();
            assertThat(stats.sent() + stats.folded() + stats.dropped()).isEqualTo(recorded);
            assertThat(stats.pending()).isZero();
        }
        assertThat(Memory.open()).isEqualTo(memories);
    }

    /** Returns the number of calls. */
    private static long record(StatsdConnector statsd, AtomicBoolean over) {
        long calls = 0;
        while (!over.get()) {
            statsd.incr("a");
            calls++;
        }
        return calls;
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .protocol(Protocol.UDP)
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50));
    }

    private static void awaitThat(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(1))
                .until(condition);
    }

    private static void assertAllSent(StatsdConnector statsd, long recorded) {
        ConnectorStats stats = statsd.stats();
        assertThat(stats.sent()).isEqualTo(recorded);
        assertThat(stats.pending() + stats.folded() + stats.dropped()).isZero();
    }
}
