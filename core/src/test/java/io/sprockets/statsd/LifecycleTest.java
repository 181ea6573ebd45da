package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starting, stopping, and servers that come and go: what sprockets-statsd promises, and more. */
class LifecycleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMillis(10);

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
    void connectsAndDisconnectsExactlyOnce() {
        StatsdConnector statsd = builder().build();
        statsd.start();
        statsd.start();
        server.awaitConnections(1, PATIENCE);
        statsd.stop().join();
        server.awaitConnections(0, PATIENCE);
        assertThat(kinds()).containsExactly(ConnectionEvent.Kind.OPENED, ConnectionEvent.Kind.CLOSED);
        Ledger.assertClosed(statsd, 0);
    }

    @Test
    void reconnectsWhenTheServerComesBackOnTheSamePort() {
        StatsdConnector statsd = started();
        statsd.incr("before");
        server.awaitLines(1, PATIENCE);
        server.stop();
        await().until(() -> !statsd.stats().connected());
        server.restart();
        await().until(() -> statsd.stats().connected());
        statsd.incr("after");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.before:1|c", "counters.after:1|c");
        assertThat(statsd.stats().reconnects()).isPositive();
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void survivesAReset() {
        StatsdConnector statsd = started();
        statsd.incr("before");
        server.awaitLines(1, PATIENCE);
        server.reset();
        await().until(() -> statsd.stats().reconnects() == 1);
        statsd.incr("after");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.before:1|c", "counters.after:1|c");
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void comesBackToAServerThatHalfClosed() {
        StatsdConnector statsd = started();
        server.awaitConnections(1, PATIENCE);
        server.halfClose();
        await().until(() -> statsd.stats().reconnects() == 1);
        statsd.incr("after");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.after:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void doesNotRunWildAgainstAServerThatAcceptsAndCloses() {
        server.acceptAndClose();
        StatsdConnector statsd = builder()
                .reconnectBackoff(Duration.ofHours(1), Duration.ofHours(2))
                .build();
        statsd.start();
        await().until(() -> kinds().contains(ConnectionEvent.Kind.REFUSED));
        statsd.incr("waits");
        assertThat(kinds().stream().filter(ConnectionEvent.Kind.REFUSED::equals))
                .hasSizeLessThanOrEqualTo(2);
        server.recover();
        StopReport report = statsd.stop().join();
        assertThat(report).isEqualTo(new StopReport(true, 1, 0));
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void stopIsSafeWhenNeverStarted() {
        StatsdConnector statsd = builder().build();
        statsd.incr("never");
        assertThat(statsd.stop().join()).isEqualTo(new StopReport(false, 0, 1));
        statsd.incr("late");
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(2);
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void stopIsSafeTwiceAndCountsWhatComesLater() {
        StatsdConnector statsd = started();
        statsd.incr("hits");
        StopReport first = statsd.stop().join();
        statsd.incr("late");
        assertThat(first).isEqualTo(new StopReport(true, 1, 0));
        assertThat(statsd.stop().join().sent()).isEqualTo(1);
        statsd.close();
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void startAndStopReturnWithoutServer(Protocol protocol) {
        server.stop();
        StatsdConnector statsd =
                builder().protocol(protocol).stopTimeout(Duration.ofMillis(200)).build();
        statsd.start();
        assertThat(statsd.stop().join()).isEqualTo(new StopReport(false, 0, 0));
        Ledger.assertClosed(statsd, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void stopWhileDisconnectedCountsWhatCouldNotBeSent(Protocol protocol) {
        server.stop();
        StatsdConnector statsd =
                builder().protocol(protocol).stopTimeout(Duration.ofMillis(200)).build();
        statsd.start();
        statsd.incr("lost");
        StopReport report = statsd.stop().join();
        assertThat(report).isEqualTo(new StopReport(false, 0, 1));
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void startWorksAgainAfterStop() {
        StatsdConnector statsd = started();
        statsd.incr("first");
        statsd.stop().join();
        statsd.incr("between");
        statsd.start().join();
        statsd.incr("second");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.first:1|c", "counters.second:1|c");
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void startDuringAStopBeginsAfterIt() {
        StatsdConnector statsd = started();
        statsd.stop();
        statsd.start().join();
        statsd.incr("second");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.second:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void aCloseEndsAStartThatWaitsForAStop() {
        StatsdConnector statsd = started();
        statsd.stop();
        statsd.start();
        statsd.close();
        statsd.stop().join();
        statsd.incr("late");
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        assertThat(senders()).isEmpty();
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void aFullQueueDropsTheNewestAndKeepsTheOldest() {
        StatsdConnector statsd = builder().queueBytes(1024).build();
        IntStream.range(0, 1_000).forEach(i -> statsd.gauge("line", i));
        long dropped = statsd.stats().dropped(DropReason.QUEUE_FULL);
        assertThat(dropped).isPositive();
        Ledger.assertBalanced(statsd, 1_000);
        statsd.start();
        statsd.close();
        int kept = (int) (1_000 - dropped);
        assertThat(server.lines())
                .isEqualTo(IntStream.range(0, kept)
                        .mapToObj(i -> "gauges.line:" + i + "|g")
                        .toList());
        Ledger.assertClosed(statsd, 1_000);
    }

    @Test
    void aDisabledConnectorAcceptsEveryCall() {
        StatsdConnector statsd = StatsdConnector.builder().enabled(false).build();
        statsd.start().join();
        statsd.incr("hits");
        statsd.timer("t").start().stop();
        statsd.scoped("a").set("s", "m");
        assertThat(statsd.stats()).isEqualTo(ConnectorStats.NONE);
        assertThat(statsd.stop().join()).isEqualTo(new StopReport(false, 0, 0));
        statsd.close();
        assertThat(senders()).isEmpty();
    }

    @Test
    void noThreadIsLeftAfterStop() {
        StatsdConnector statsd = started();
        assertThat(senders()).hasSize(1).allMatch(Thread::isDaemon);
        statsd.close();
        assertThat(senders()).isEmpty();
        Ledger.assertClosed(statsd, 0);
    }

    @Test
    void whatAListenerThrowsHarmsNobody() {
        StatsdConnector statsd = builder()
                .listener(new ConnectorListener() {
                    @Override
                    public void connected(String server) {
                        throw new AssertionError("as planned");
                    }
                })
                .build();
        statsd.start();
        statsd.incr("hits");
        assertThat(statsd.stop().join()).isEqualTo(new StopReport(true, 1, 0));
        assertThat(server.lines()).containsExactly("counters.hits:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void aListenerIsToldOfEveryDropOnce() {
        Map<DropReason, Long> told = new ConcurrentHashMap<>();
        StatsdConnector statsd = builder()
                .stopTimeout(Duration.ZERO)
                .listener(new ConnectorListener() {
                    @Override
                    public void dropped(DropReason reason, long metrics) {
                        told.merge(reason, metrics, Long::sum);
                    }
                })
                .build();
        server.stop();
        statsd.gauge("g", Double.NaN);
        statsd.start();
        statsd.incr("lost");
        statsd.stop().join();
        assertThat(told).isEqualTo(Map.of(DropReason.INVALID, 1L, DropReason.CLOSED, 1L));
        statsd.incr("late");
        statsd.start().join();
        statsd.close();
        assertThat(told).isEqualTo(Map.of(DropReason.INVALID, 1L, DropReason.CLOSED, 2L));
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void aggregationPassesOnWhatCannotBeMerged() {
        StatsdConnector statsd = builder().aggregation(Duration.ofHours(1)).build();
        statsd.start();
        statsd.injectMetric("a", "x", "kv");
        statsd.incr("b");
        statsd.incr("b");
        server.awaitLines(1, PATIENCE);
        statsd.close();
        assertThat(server.lines()).containsExactly("a:x|kv", "counters.b:2|c");
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void anInterruptOfTheSenderHasNoEffect() {
        StatsdConnector statsd = started();
        for (int i = 1; i <= 20; i++) {
            senders().forEach(Thread::interrupt);
            statsd.incr("hits");
            server.awaitLines(i, PATIENCE);
        }
        assertThat(statsd.stats().reconnects()).isZero();
        statsd.close();
        Ledger.assertClosed(statsd, 20);
    }

    @Test
    void aListenerMayCloseTheConnector() throws Exception {
        CompletableFuture<StatsdConnector> built = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        StatsdConnector statsd = builder()
                .listener(new ConnectorListener() {
                    @Override
                    public void connected(String server) {
                        built.join().close();
                        closed.countDown();
                    }
                })
                .build();
        built.complete(statsd);
        statsd.incr("hits");
        statsd.start();
        assertThat(closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.hits:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void aStalledServerHurtsNobody() {
        server.stall();
        StatsdConnector statsd = builder()
                .queueBytes(1 << 16)
                .backlogBytes(1 << 18)
                .maxSeries(10)
                .aggregation(Aggregation.OFF.timerSamples(10))
                .overflow(Overflow.block(Duration.ofSeconds(30)))
                .stopTimeout(Duration.ofMillis(300))
                .build();
        statsd.start();
        int recorded = 600_000;
        for (int i = 0; i < recorded; i++) {
            statsd.incr("a.counter.with.some.name." + i % 2, i);
        }
        ConnectorStats stats = statsd.stats();
        assertThat(stats.folded()).isPositive();
        int room = (1 << 16) + (1 << 18) + (1 << 18); // queue, backlog, and what a round merges before it is counted
        assertThat(stats.pending() * 20).isLessThan(room); // a line has more than 20 bytes
        StopReport report = statsd.stop().join();
        assertThat(report.confirmed()).isFalse();
        assertThat(report.dropped()).isPositive();
        Ledger.assertClosed(statsd, recorded);
    }

    private StatsdConnector started() {
        StatsdConnector statsd = builder().build();
        statsd.start().join();
        await().until(() -> statsd.stats().connected());
        return statsd;
    }

    private StatsdConnector.Builder builder() {
        return StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .reconnectBackoff(SOON, SOON.multipliedBy(5));
    }

    private List<ConnectionEvent.Kind> kinds() {
        return server.connectionEvents().stream().map(ConnectionEvent::kind).toList();
    }

    private static List<Thread> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("statsd-sender"))
                .toList();
    }
}
