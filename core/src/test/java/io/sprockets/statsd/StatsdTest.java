package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each call puts on the wire. */
class StatsdTest {
    private StatsdServer server;
    private StatsdConnector statsd;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
        statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .prefix("app")
                .build();
        statsd.start();
    }

    @AfterEach
    void stop() {
        statsd.close();
        server.close();
    }

    @Test
    void aBodyWithoutAResultIsTimedWhetherItReturnsOrThrows() {
        List<String> ran = new java.util.ArrayList<>();
        statsd.timeRun("a", () -> ran.add("a"));
        assertThatThrownBy(() -> statsd.timeRun("b", this::fail)).isInstanceOf(IllegalStateException.class);
        Statsd.noop().timeRun("c", () -> ran.add("c"));
        assertThat(ran).containsExactly("a", "c");
        assertThat(lines(2)).allMatch(line -> line.matches("app\\.timers\\.[ab]:[0-9.]+\\|ms"));
    }

    private void fail() {
        throw new IllegalStateException("as planned");
    }

    @Test
    void counters() {
        statsd.incr("a");
        statsd.incr("a", 10);
        statsd.incr("a", -2);
        statsd.decr("a");
        statsd.decr("a", 10);
        statsd.incr("a", Long.MIN_VALUE);
        statsd.decr("a", Long.MIN_VALUE);
        assertThat(lines(7))
                .containsExactly(
                        "app.counters.a:1|c",
                        "app.counters.a:10|c",
                        "app.counters.a:-2|c",
                        "app.counters.a:-1|c",
                        "app.counters.a:-10|c",
                        "app.counters.a:-9223372036854775808|c",
                        "app.counters.a:9223372036854775808|c");
    }

    @Test
    void gauges() {
        statsd.gauge("a", 10);
        statsd.gauge("a", 0.0001);
        statsd.gauge("a", 1e21);
        statsd.gaugeDelta("a", 10);
        statsd.gaugeDelta("a", -10);
        statsd.gaugeDelta("a", 0);
        statsd.gaugeDelta("a", 2.5);
        statsd.gaugeDelta("a", -0.5);
        assertThat(lines(8))
                .containsExactly(
                        "app.gauges.a:10|g",
                        "app.gauges.a:0.0001|g",
                        "app.gauges.a:1000000000000000000000|g",
                        "app.gauges.a:+10|g",
                        "app.gauges.a:-10|g",
                        "app.gauges.a:+0|g",
                        "app.gauges.a:+2.5|g",
                        "app.gauges.a:-0.5|g");
    }

    @Test
    @SuppressWarnings("deprecation") // it is deprecated so that a difference of milliseconds does not get here unseen
    void aWholeNumberIsSecondsToo() {
        statsd.timing("a", 3);
        statsd.timing("a", 3L);
        assertThat(lines(2)).containsExactly("app.timers.a:3000|ms", "app.timers.a:3000|ms");
    }

    @Test
    void timingsAreSecondsInAndMillisecondsOut() {
        statsd.timing("a", 12.34);
        statsd.timing("a", 1.001);
        statsd.timing("a", 0.0);
        statsd.timing("a", 1e-9);
        statsd.timing("a", Duration.ofMillis(1500));
        statsd.timing("a", Duration.ofNanos(1));
        statsd.timing("a", Duration.ofSeconds(1, 1));
        assertThat(lines(7))
                .containsExactly(
                        "app.timers.a:12340|ms",
                        "app.timers.a:1001|ms",
                        "app.timers.a:0|ms",
                        "app.timers.a:0.000001|ms",
                        "app.timers.a:1500|ms",
                        "app.timers.a:0.000001|ms",
                        "app.timers.a:1000.000001|ms");
    }

    @Test
    void histogramsDistributionsAndSets() {
        statsd.histogram("a", 7);
        statsd.histogram("a", 0.5);
        statsd.distribution("a", 7);
        statsd.distribution("a", 0.5);
        statsd.set("a", "alice");
        assertThat(lines(5))
                .containsExactly(
                        "app.histograms.a:7|ms",
                        "app.histograms.a:0.5|ms",
                        "app.distributions.a:7|ms",
                        "app.distributions.a:0.5|ms",
                        "app.sets.a:alice|s");
    }

    @Test
    void injectedMetricsHaveNoTypeSegment() {
        statsd.injectMetric("counters.a", "1", "c");
        statsd.injectMetric("a", "anything at all", "x");
        assertThat(lines(2)).containsExactly("app.counters.a:1|c", "app.a:anything at all|x");
    }

    @Test
    void scopedViewsPutTheirSegmentBeforeThePath() {
        Statsd db = statsd.scoped("db");
        db.incr("hits");
        db.scoped("pool").gauge("size", 5);
        db.injectMetric("raw", "1", "c");
        assertThat(lines(3))
                .containsExactly("app.counters.db.hits:1|c", "app.gauges.db.pool.size:5|g", "app.db.raw:1|c");
        assertThatThrownBy(() -> statsd.scoped("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bareViewsSendThePathAlone() {
        Statsd bare = statsd.scoped("db").tagged(Tags.of("k", "v")).bare();
        bare.incr("a.b");
        bare.gauge("a").set(-5);
        bare.injectMetric("a", "0.5", "c");
        bare.scoped("x").timing("a", 1.0);
        assertThat(lines(4))
                .containsExactly("a.b;k=v:1|c", "a;k=v:0|g", "a;k=v:-5|g", "a;k=v:0.5|c", "x.a;k=v:1000|ms");
    }

    @Test
    void histogramsMayHaveATypeOfTheirOwn() {
        statsd.histogram("a", "h").record(7);
        statsd.bare().histogram("a", "d|1").record(0.5);
        assertThat(lines(2)).containsExactly("app.histograms.a:7|h", "a:0.5|d_1");
        assertThatThrownBy(() -> statsd.histogram("a", "")).hasMessage("typeCode is empty");
    }

    @Test
    @SuppressWarnings("NullAway") // what is wrong is counted, not thrown
    void boundTimersTakeAmountsOfAnyUnit() {
        Timing timing = statsd.timing("a");
        timing.record(1_500_001, TimeUnit.NANOSECONDS);
        timing.record(2, TimeUnit.HOURS);
        timing.record(-1, TimeUnit.SECONDS);
        timing.record(107_000, TimeUnit.DAYS);
        timing.record(1, null);
        assertThat(lines(5)).containsExactly("app.timers.a:1.500001|ms", "app.timers.a:7200000|ms");
        assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(3);
    }

    @Test
    void connectorTellsWhatItWasSetTo() {
        assertThat(statsd.prefix()).isEqualTo("app");
        assertThat(statsd.dialect()).isEqualTo(Dialect.STATSD);
        assertThat(lines(0)).isEmpty();
    }

    @Test
    void timersAndTimedBodiesSendOneTimingEach() throws Exception {
        try (Timer timer = statsd.timer("a").start()) {
            assertThat(timer).isNotNull();
        }
        assertThat(statsd.time("b", () -> 42)).isEqualTo(42);
        assertThatThrownBy(() -> statsd.time("c", () -> {
                    throw new IOException("as planned");
                }))
                .isInstanceOf(IOException.class);
        CompletableFuture<String> stage = new CompletableFuture<>();
        var timed = statsd.time("d", stage).toCompletableFuture();
        assertThat(timed).isNotDone();
        stage.complete("done");
        assertThat(timed.join()).isEqualTo("done");
        statsd.time("e", CompletableFuture.failedFuture(new IOException("as planned")));
        assertThat(lines(5)).allMatch(line -> line.matches("app\\.timers\\.[a-e]:[0-9.]+\\|ms"));
    }

    @Test
    void typeSegmentsCanBeLeftOut() {
        StatsdConnector plain = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .typePrefixes(false)
                .build();
        plain.start();
        plain.incr("a");
        plain.timing("b.c", 1.0);
        plain.close();
        assertThat(lines(0)).containsExactly("a:1|c", "b.c:1000|ms");
        Ledger.assertClosed(plain, 2);
    }

    @Test
    void gaugesBelowZeroAreSetByTwoLinesThatAreOneMetric() {
        statsd.gauge("a", -5);
        statsd.gauge("a", -0.5);
        statsd.gauge("b").set(-7);
        assertThat(lines(3))
                .containsExactly(
                        "app.gauges.a:0|g",
                        "app.gauges.a:-5|g",
                        "app.gauges.a:0|g",
                        "app.gauges.a:-0.5|g",
                        "app.gauges.b:0|g",
                        "app.gauges.b:-7|g");
        assertThat(statsd.stats().sent()).isEqualTo(3);
    }

    @Test
    void boundInstrumentsSendWhatTheCallsDo() {
        statsd.counter("a:b").incr();
        statsd.counter("a").incr(-3);
        statsd.counter("a").decr();
        statsd.gauge("a").set(2.5);
        statsd.gauge("a").change(-1);
        statsd.timing("a").record(Duration.ofMillis(5));
        statsd.timing("a").record(0.25);
        statsd.histogram("a").record(7);
        statsd.distribution("a").record(0.5);
        statsd.set("a").add("x:y");
        assertThat(lines(10))
                .containsExactly(
                        "app.counters.a_b:1|c",
                        "app.counters.a:-3|c",
                        "app.counters.a:-1|c",
                        "app.gauges.a:2.5|g",
                        "app.gauges.a:-1|g",
                        "app.timers.a:5|ms",
                        "app.timers.a:250|ms",
                        "app.histograms.a:7|ms",
                        "app.distributions.a:0.5|ms",
                        "app.sets.a:x_y|s");
        assertThatThrownBy(() -> statsd.counter("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sampledViewsRecordAShareAndSaySo() {
        Statsd sampled = statsd.sampled(0.25);
        for (int i = 0; i < 10_000; i++) {
            sampled.incr("a");
        }
        sampled.gauge("b", 1);
        sampled.timing("c", 1.0);
        statsd.close();
        assertThat(server.counter("app.counters.a")).isBetween(9_000.0, 11_000.0); // 5.8 times the deviation
        assertThat(server.lines()).contains("app.counters.a:1|c|@0.25", "app.gauges.b:1|g", "app.timers.c:1000|ms");
        Ledger.assertClosed(statsd, server.linesReceived());
        for (double wrong : new double[] {0, -1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> statsd.sampled(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void numbersKnowNoLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            statsd.gauge("a", 1234.5);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(lines(1)).containsExactly("app.gauges.a:1234.5|g");
    }

    @Test
    void theNoopAcceptsEveryCall() throws Exception {
        Statsd noop = Statsd.noop();
        noop.incr("a");
        noop.timer("a").start().stop();
        assertThat(noop.time("a", () -> 1)).isEqualTo(1);
        assertThat(lines(0)).isEmpty();
    }

    private List<String> lines(long recorded) {
        statsd.close();
        Ledger.assertClosed(statsd, recorded);
        return server.lines();
    }
}
