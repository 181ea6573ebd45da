package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How each dialect writes tags, and what it does with types that its servers do not have. */
class DialectTest {
    private StatsdServer server;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "STATSD counters.a;env=dev;region=eu:1|c",
                "DOGSTATSD counters.a:1|c|#env:dev,region:eu",
                "GRAPHITE counters.a;env=dev;region=eu:1|c",
                "INFLUXDB counters.a,env=dev,region=eu:1|c",
                "LIBRATO counters.a#env=dev,region=eu:1|c",
                "SIGNALFX counters.a[env=dev,region=eu]:1|c",
                "PLAIN counters.a.env.dev.region.eu:1|c",
                "COLLECTD counters.a.env.dev.region.eu:1|c",
                "STATSD_EXPORTER counters.a:1|c|#env:dev,region:eu"
            })
    void tagsAreWrittenInTheirOrder(Dialect dialect, String line) {
        StatsdConnector statsd = connector(dialect, Tags.of("env", "dev"));
        statsd.tagged(Tags.of("region", "eu")).incr("a");
        statsd.tagged(Tags.of("region", "eu")).counter("a").incr();
        statsd.close();
        assertThat(server.lines()).containsExactly(line, line);
        Ledger.assertClosed(statsd, 2);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void noTagCanBringAnotherTagOrLine(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.NONE);
        String dirty = "a\nb|c,d;e=f[g]#h:i@j k";
        statsd.tagged(Tags.of(dirty, dirty)).incr(dirty);
        statsd.close();
        assertThat(server.badLines()).isEmpty();
        ReceivedMetric metric = server.metrics().get(0);
        assertThat(metric.value()).isEqualTo(1);
        assertThat(metric.type()).isEqualTo("c");
        assertThat(metric.tags()).hasSize(isPlain(dialect) ? 0 : 1);
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aLaterValueOfAKeyTakesThePlaceOfAnEarlierOne(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.of("k", "old", "z", "1"));
        statsd.tagged(Tags.of("k", "new")).incr("a");
        statsd.close();
        assertThat(server.lines()).singleElement().asString().contains("new").doesNotContain("old");
        if (!isPlain(dialect)) {
            assertThat(server.metrics().get(0).tags()).isEqualTo(Map.of("k", "new", "z", "1"));
        }
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "STATSD, ms, ms",
        "DOGSTATSD, h, d",
        "GRAPHITE, ms, ms",
        "INFLUXDB, h, h",
        "LIBRATO, ms, ms",
        "SIGNALFX, ms, ms",
        "PLAIN, ms, ms",
        "COLLECTD, ms, ms",
        "STATSD_EXPORTER, h, d"
    })
    void typesThatAServerDoesNotHaveGoAsOnesThatItHas(Dialect dialect, String histogram, String distribution) {
        StatsdConnector statsd = connector(dialect, Tags.NONE);
        statsd.histogram("a", 1);
        statsd.distribution("a", 2);
        statsd.close();
        assertThat(server.lines()).containsExactly("histograms.a:1|" + histogram, "distributions.a:2|" + distribution);
        Ledger.assertClosed(statsd, 2);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aTagWithoutValueIsReadable(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.of("flag", "", "k", "v"));
        statsd.incr("a");
        statsd.close();
        assertThat(server.badLines()).isEmpty();
        assertThat(server.lines()).singleElement().asString().contains("flag");
        Ledger.assertClosed(statsd, 1);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void gaugesEndAtTheirValueOrAreDroppedAsUnsupported(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.NONE);
        statsd.gauge("a", -5);
        statsd.gaugeDelta("a", 2);
        statsd.gauge("a").change(1.5);
        statsd.close();
        if (dialect == Dialect.DOGSTATSD) {
            assertThat(server.lines()).containsExactly("gauges.a:-5|g");
            assertThat(statsd.stats().dropped(DropReason.UNSUPPORTED)).isEqualTo(2);
        } else {
            assertThat(server.gauge("gauges.a")).isEqualTo(-1.5);
        }
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void aSignIsAChangeInTheDialectOfTheExporter() {
        StatsdConnector statsd = connector(Dialect.STATSD_EXPORTER, Tags.of("env", "dev"));
        for (int i = 1; i <= 600; i++) {
            statsd.gauge("bound").set(-i);
            statsd.gauge("depth", -i);
        }
        statsd.tagged(Tags.of("flag", "")).gaugeDelta("depth", -1);
        statsd.close();
        assertThat(server.gauge("gauges.depth;env=dev")).isEqualTo(-600);
        assertThat(server.gauge("gauges.bound;env=dev")).isEqualTo(-600);
        assertThat(server.lines())
                .startsWith("gauges.bound:0|g|#env:dev", "gauges.bound:-1|g|#env:dev", "gauges.depth:0|g|#env:dev")
                .endsWith("gauges.depth:-1|g|#env:dev,flag:_");
        Ledger.assertClosed(statsd, 1_201);
    }

    @Test
    void collectdGetsAllValuesOfAMergedTimerSinceItWouldDivideThemByARate() {
        StatsdConnector statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .dialect(Dialect.COLLECTD)
                .aggregation(Duration.ofHours(1))
                .overflow(Overflow.block(Duration.ofMinutes(1)))
                .build();
        statsd.start();
        Timing timing = statsd.timing("t");
        IntStream.range(0, 20_000).forEach(i -> timing.record(Duration.ofMillis(10)));
        statsd.close();
        assertThat(server.timer("timers.t")).isEqualTo(20_000);
        assertThat(server.lines()).containsOnly("timers.t:10|ms");
        Ledger.assertClosed(statsd, 20_000);
    }

    @Test
    void timersAreSampledOnlyWhereServersScaleTheirCount() {
        StatsdConnector statsd = connector(Dialect.DOGSTATSD, Tags.of("k", "v"));
        Statsd sampled = statsd.sampled(0.999_999);
        sampled.timing("a", 1.0);
        sampled.incr("a");
        statsd.close();
        assertThat(server.lines())
                .isEqualTo(List.of("timers.a:1000|ms|@0.999999|#k:v", "counters.a:1|c|@0.999999|#k:v"));
    }

    @Test
    void tagsAreInOneOrderWhoeverGaveThem() {
        StatsdConnector statsd = connector(Dialect.DOGSTATSD, Tags.NONE);
        statsd.tagged(Tags.of("b", "2", "a", "1")).gauge("g", 1);
        statsd.tagged(Tags.of("a", "1")).tagged(Tags.of("b", "2")).gauge("g", 5);
        statsd.tagged(Tags.of("b", "2")).tagged(Tags.of("a", "1")).gauge("g").set(9);
        statsd.close();
        assertThat(server.lines())
                .containsExactly("gauges.g:1|g|#a:1,b:2", "gauges.g:5|g|#a:1,b:2", "gauges.g:9|g|#a:1,b:2");
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void theAgentGetsAllValuesOfAKeyThatWereGivenTogether() {
        StatsdConnector statsd = connector(Dialect.DOGSTATSD, Tags.of("k", "b", "x", "1", "k", "a", "k", "b"));
        statsd.incr("a");
        statsd.tagged(Tags.of("k", "c")).incr("a");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a:1|c|#k:a,k:b,x:1", "counters.a:1|c|#k:c,x:1");
        Ledger.assertClosed(statsd, 2);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keysThatAreOneWhenTheyAreCleanedAreSentOnce(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.of("k:1", "x", "k_1", "y"));
        statsd.incr("a");
        statsd.close();
        String line = server.lines().get(0);
        assertThat(line).contains("y");
        if (dialect != Dialect.DOGSTATSD) {
            assertThat(line).doesNotContain("x").containsOnlyOnce("k_1");
        }
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    void anEqualsSignEndsNoNameWhereServersHaveNoTags() {
        StatsdConnector statsd = connector(Dialect.PLAIN, Tags.NONE);
        statsd.incr("a=b");
        statsd.counter("c=d").incr();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a_b:1|c", "counters.c_d:1|c");
        Ledger.assertClosed(statsd, 2);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void histogramsBelowZeroGoWhereServersTakeThem(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.NONE);
        statsd.histogram("a", -1);
        statsd.histogram("a", -0.5);
        statsd.distribution("a", -2L);
        statsd.histogram("a").record(-3);
        statsd.close();
        if (dialect == Dialect.DOGSTATSD || dialect == Dialect.STATSD_EXPORTER) {
            assertThat(server.lines())
                    .containsExactly(
                            "histograms.a:-1|h", "histograms.a:-0.5|h", "distributions.a:-2|d", "histograms.a:-3|h");
        } else {
            assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(4);
        }
        Ledger.assertClosed(statsd, 4);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aRateThatTheCallerHasAppliedIsToldAndNotDrawn(Dialect dialect) {
        StatsdConnector statsd = connector(dialect, Tags.NONE);
        Statsd presampled = statsd.presampled(0.001);
        presampled.incr("a");
        presampled.timing("a", 1.0);
        presampled.gauge("a", 1);
        statsd.close();
        String rate = dialect == Dialect.COLLECTD ? "" : "|@0.001";
        assertThat(server.lines())
                .as("in %s", dialect)
                .containsExactly("counters.a:1|c|@0.001", "timers.a:1000|ms" + rate, "gauges.a:1|g");
        Ledger.assertClosed(statsd, 3);
    }

    private static boolean isPlain(Dialect dialect) {
        return dialect == Dialect.PLAIN || dialect == Dialect.COLLECTD;
    }

    private StatsdConnector connector(Dialect dialect, Tags tags) {
        StatsdConnector statsd = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .dialect(dialect)
                .constantTags(tags)
                .build();
        statsd.start();
        return statsd;
    }
}
