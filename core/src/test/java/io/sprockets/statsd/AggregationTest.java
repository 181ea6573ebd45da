package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counters go past the queue when metrics are merged anyway. */
class AggregationTest {
    private static final int BURST = 200_000;
    private static final Duration NEVER = Duration.ofHours(1); // but at the stop

    private final StatsdServer server = StatsdServer.start();
    private StatsdConnector statsd = builder().build();

    private StatsdConnector.Builder builder() {
        return StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .queueBytes(1024)
                .aggregation(NEVER);
    }

    @AfterEach
    void close() {
        statsd.close();
        server.close();
    }

    @Test
    void aBurstOfAnySizeCountsExactlyThoughNobodyTakesIt() {
        Counter hits = statsd.tagged(Tags.of("region", "eu")).counter("hits");
        IntStream.range(0, BURST).parallel().forEach(i -> {
            hits.incr();
            hits.incr(3);
            hits.decr();
        });
        assertThat(statsd.stats().pending()).isEqualTo(3L * BURST);
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.hits;region=eu:600000|c");
        Ledger.assertClosed(statsd, 3L * BURST);
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(statsd.stats().folded()).isEqualTo(3L * BURST - 1);
    }

    @Test
    void aFlushIsOverWhenTheServerHasTheLineHoweverLongTheIntervalIs() {
        Counter hits = statsd.counter("hits");
        statsd.start();
        for (int i = 1; i <= 3; i++) {
            hits.incr(2);
            statsd.gauge("depth", i);
            assertThat(statsd.flush(Duration.ofMinutes(1))).isTrue();
            assertThat(statsd.stats().pending()).isZero();
            server.awaitLines(2L * i, Duration.ofMinutes(1));
            assertThat(server.gauge("gauges.depth")).isEqualTo(i);
        }
        assertThat(server.counter("counters.hits")).isEqualTo(6);
    }

    @Test
    void aBurstByPathCountsExactlyToo() {
        Statsd view = statsd.tagged(Tags.of("region", "eu"));
        for (int i = 0; i < 2; i++) { // it has a series from then on
            view.incr("hits");
        }
        IntStream.range(0, BURST).parallel().forEach(i -> {
            view.incr("hits");
            view.incr("hits", 3);
            view.decr("hits");
            view.decr("hits", -2);
        });
        assertThat(statsd.stats().pending()).isEqualTo(2 + 4L * BURST);
        assertThat(statsd.stats().dropped()).isZero();
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.hits;region=eu:1000002|c");
        Ledger.assertClosed(statsd, 2 + 4L * BURST);
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(statsd.stats().folded()).isEqualTo(1 + 4L * BURST);
    }

    @Test
    void aCounterIsOneLineHoweverItWasRecorded() {
        Counter bound = statsd.counter("hits");
        for (int i = 0; i < 4; i++) {
            statsd.incr("hits");
            statsd.incr("hits", 1L << 40);
            statsd.incr("hits", 0.5);
            bound.incr();
            statsd.scoped("x").bare().incr("counters.hits", 7);
        }
        statsd.decr("hits", Long.MIN_VALUE);
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.hits:9223376434901286950|c");
        Ledger.assertClosed(statsd, 21);
    }

    @Test
    void namesInSuchNumbersThatNotAllAreAddedUpAreExactToo() {
        statsd = builder().queueBytes(1 << 20).build();
        for (int call = 0; call < 4; call++) {
            for (int i = 0; i < 1_500; i++) {
                statsd.incr("hits." + i, call);
            }
        }
        statsd.start();
        statsd.close();
        assertThat(server.lines()).hasSize(1_500).allMatch(line -> line.endsWith(":6|c"));
        Ledger.assertClosed(statsd, 6_000);
    }

    @Test
    void aNameThatLeavesNoRoomForSumsIsNotAddedUp() {
        statsd = builder().packetBytes(64).queueBytes(1 << 20).build();
        String name = "n".repeat(64 - "counters.:0|c\n".length() - 1); // two digits fit
        for (int i = 0; i < 1_000; i++) {
            statsd.incr(name);
            if (i % 10 == 0) {
                statsd.counter(name).incr(2);
            }
        }
        statsd.start();
        statsd.close();
        assertThat(server.lines()).allMatch(line -> line.length() <= 63);
        assertThat(server.counter("counters." + name))
                .isEqualTo((double) (1_200 - statsd.stats().dropped()));
        Ledger.assertClosed(statsd, 1_100);
    }

    @Test
    void aNameThatBeginsAlmostAsAnEventDoesIsMerged() {
        statsd = builder().typePrefixes(false).build();
        for (String name : List.of("_e{5}", "_e{x}", "_x{y}", "_app.{id}")) {
            statsd.incr(name);
            statsd.incr(name);
        }
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("_e{5}:2|c", "_e{x}:2|c", "_x{y}:2|c", "_app.{id}:2|c");
        Ledger.assertClosed(statsd, 8);
    }

    @Test
    void fractionsAreSentAsTheyAreIfToldSo() {
        statsd = builder()
                .aggregation(Aggregation.every(NEVER).fractionalCounters(true))
                .build();
        statsd.injectMetric("x", "0.1", "c");
        statsd.injectMetric("x", "0.2", "c");
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("x:0.3|c");
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void aTimerHasNoMoreSamplesThanItWasTold() {
        statsd = builder()
                .dialect(Dialect.GRAPHITE)
                .queueBytes(1 << 20)
                .aggregation(Aggregation.every(NEVER).timerSamples(7))
                .build();
        IntStream.range(0, 1000).forEach(i -> statsd.timing("t", 0.001));
        statsd.start();
        statsd.close();
        assertThat(server.lines()).hasSize(7);
        assertThat(server.metrics().stream()
                        .mapToDouble(metric -> 1 / metric.rate())
                        .sum())
                .isCloseTo(1000, Offset.offset(1.0));
        Ledger.assertClosed(statsd, 1000);
    }

    @Test
    void whatIsAddedReachesTheServerAtEachFlush() {
        statsd = builder().aggregation(Duration.ofMillis(20)).build();
        statsd.start();
        Counter hits = statsd.counter("hits");
        for (int i = 1; i <= 5; i++) {
            int total = i * 100;
            for (int j = 0; j < 100; j++) {
                hits.incr();
            }
            Awaitility.await().until(() -> server.counter("counters.hits") == total);
        }
        statsd.close();
        Ledger.assertClosed(statsd, 500);
    }

    @Test
    void amountsOfAnySizeAreExact() {
        Counter hits = statsd.counter("hits");
        hits.incr(Long.MAX_VALUE);
        hits.decr(Long.MIN_VALUE);
        hits.decr(Long.MAX_VALUE);
        hits.incr(-7);
        hits.incr(1L << 32);
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.hits:9223372041149743097|c");
        Ledger.assertClosed(statsd, 5);
    }

    @Test
    void aSampledCounterSaysItsRate() {
        Counter hits = statsd.sampled(0.5).counter("hits");
        for (int i = 0; i < 10_000; i++) {
            hits.incr();
        }
        statsd.start();
        statsd.close();
        assertThat(server.lines()).singleElement().asString().endsWith("|c|@0.5");
        assertThat(server.counter("counters.hits")).isBetween(9_000.0, 11_000.0);
        Ledger.assertClosed(statsd, statsd.stats().recorded());
    }

    @Test
    void aGaugeIsItsLastValueOrItsChanges() {
        Gauge set = statsd.gauge("set");
        Gauge changed = statsd.gauge("changed");
        Gauge large = statsd.gauge("large");
        Gauge negative = statsd.gauge("negative");
        set.set(7);
        set.set(0.1);
        set.change(2);
        changed.change(5);
        changed.change(-0.5);
        large.set(3);
        large.set(Long.MAX_VALUE);
        negative.set(-5);
        set.set(Double.NaN);
        statsd.start();
        statsd.close();
        assertThat(server.lines())
                .containsExactlyInAnyOrder(
                        "gauges.set:2.1|g",
                        "gauges.changed:+4.5|g",
                        "gauges.large:9223372036854775807|g",
                        "gauges.negative:0|g",
                        "gauges.negative:-5|g");
        Ledger.assertClosed(statsd, 9);
        assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(1);
    }

    @Test
    void whatIsAddedAfterAStopIsDroppedAndNotSentAfterTheNextStart() {
        Counter hits = statsd.counter("hits");
        statsd.start();
        hits.incr(2);
        statsd.stop().join();
        hits.incr(100);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 2);
        statsd.start().join();
        hits.incr(3);
        assertThat(statsd.stop().join().confirmed()).isTrue();
        assertThat(server.lines()).containsExactly("counters.hits:2|c", "counters.hits:3|c");
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void whatIsCountedByPathAfterAStopIsDroppedToo() {
        statsd.start();
        for (int i = 0; i < 3; i++) {
            statsd.incr("hits");
        }
        statsd.stop().join();
        statsd.incr("hits", 100);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 4);
        statsd.start().join();
        statsd.incr("hits");
        assertThat(statsd.stop().join().confirmed()).isTrue();
        assertThat(server.lines()).containsExactly("counters.hits:3|c", "counters.hits:1|c");
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 5);
    }

    @Test
    void withoutAStartAStopDropsIt() {
        Counter hits = statsd.counter("hits");
        hits.incr();
        statsd.incr("hits");
        statsd.stop().join();
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(2);
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void withoutAServerAStopDropsIt() {
        server.stop();
        statsd = builder().stopTimeout(Duration.ZERO).build();
        Counter hits = statsd.counter("hits");
        statsd.start();
        hits.incr();
        statsd.close();
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void moreSeriesThanAllowedAreSentEarlyWhileTheServerIsThere() {
        statsd = builder().maxSeries(100).queueBytes(1 << 20).build();
        statsd.start();
        Awaitility.await().until(() -> statsd.stats().connected());
        for (int i = 0; i < 1_500; i++) {
            statsd.incr("hits." + i);
            statsd.counter("bound." + i).incr();
        }
        statsd.close();
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(server.linesReceived()).isEqualTo(3_000);
        Ledger.assertClosed(statsd, 3_000);
    }

    @Test
    void aSetOfManyMembersLeavesRoomForOthers() {
        statsd = builder().queueBytes(1 << 20).build();
        for (int i = 0; i < 15_000; i++) {
            statsd.set("users", "user-" + i);
        }
        statsd.incr("requests");
        statsd.start();
        statsd.close();
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(server.counter("counters.requests")).isEqualTo(1);
        assertThat(server.linesReceived()).isEqualTo(15_001);
        Ledger.assertClosed(statsd, 15_001);
    }

    @Test
    void theCallsOfOneGaugeKeepTheirOrder() {
        Gauge bound = statsd.gauge("g");
        bound.change(5);
        bound.change(0.5);
        statsd.gaugeDelta("g", 1);
        bound.set(10);
        statsd.gauge("g", 20);
        bound.change(-3);
        statsd.start();
        statsd.close();
        assertThat(server.lines()).containsExactly("gauges.g:17|g");
        Ledger.assertClosed(statsd, 6);
    }

    @Test
    void theLedgerIsEvenAtEveryMomentOfAStop() throws InterruptedException {
        Counter hits = statsd.counter("hits");
        AtomicLong begun = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            while (!enough.get()) {
                begun.incrementAndGet();
                hits.incr(3);
                ended.incrementAndGet();
            }
        });
        caller.start();
        try {
            for (int i = 0; i < 10; i++) {
                statsd.start().join();
                CompletableFuture<StopReport> stopped = statsd.stop();
                for (int after = 0; after < 1_000; after += stopped.isDone() ? 1 : 0) {
                    long least = ended.get();
                    ConnectorStats stats = statsd.stats();
                    assertThat(stats.recorded()).isBetween(least, begun.get());
                    assertThat(stats.pending()).isNotNegative();
                }
            }
        } finally {
            enough.set(true);
            caller.join();
        }
        statsd.close();
        Ledger.assertClosed(statsd, ended.get());
    }

    @Test
    void anAmountIsSentOrDroppedTogetherWithItsCall() throws InterruptedException {
        Counter hits = statsd.counter("hits");
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> callers = Stream.generate(() -> new Thread(() -> {
                    while (!enough.get()) {
                        hits.incr(3);
                    }
                }))
                .limit(2)
                .toList();
        callers.forEach(Thread::start);
        for (int i = 0; i < 10; i++) {
            statsd.start().join();
            statsd.stop().join();
        }
        enough.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        statsd.start().join();
        statsd.close();
        ConnectorStats stats = statsd.stats();
        long sum = server.lines().stream().mapToLong(AggregationTest::amount).sum();
        assertThat(sum).isEqualTo(3 * (stats.sent() + stats.folded()));
    }

    private static long amount(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1, line.indexOf('|')));
    }
}
