package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at the edge: what is refused is in the ledger and spoils nothing, what is taken arrives exactly. */
class ValuesTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -Double.MAX_VALUE,
                -1,
                -0.5,
                -Double.MIN_VALUE
            })
    void aCounterRefusesWhatIsNoAmount(double amount) {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(amount);
            counter.increment(2);
            assertThat(ours.lines()).containsExactly("a.statistic.count:2|c");
            assertThat(counter.count()).isEqualTo(2);
            assertRefused(ours, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0})
    void aCounterSendsNothingForNothing(double amount) {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            ours.registry.counter("a").increment(amount);
            assertThat(ours.lines()).isEmpty();
            assertRefused(ours, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p53, 0x1p62, 0x1.fffffffffffffp62, 0x1p63, 0x1p64, 1e300, Double.MAX_VALUE})
    void hugeAmountsAreSentAsTheyAre(double amount) {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(amount);
            FunctionCounter.builder("b", this, test -> amount).register(ours.registry);
            Meter.builder("c", Meter.Type.OTHER, List.of(new Measurement(() -> -amount, Statistic.COUNT)))
                    .register(ours.registry);
            assertThat(ours.lines()).hasSize(3);
            assertThat(sent(ours, "a")).isEqualTo(amount);
            assertThat(sent(ours, "b")).isEqualTo(amount);
            assertThat(sent(ours, "c")).isEqualTo(-amount);
            assertThat(ours.server.badLines()).isEmpty();
            assertThat(counter.count()).isEqualTo(amount);
            assertRefused(ours, 0);
        }
    }

    @Test
    void aLargeAmountTakesNothingOffTheFractionsBeforeIt() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(0.3);
            counter.increment(0x1p51 + 0.5);
            assertThat(ours.lines()).containsExactly("a.statistic.count:2251799813685248|c", "a.statistic.count:0.8|c");
        }
    }

    /** Of what is too small for any server, nothing arrives, and nothing else suffers. */
    @Test
    void theSmallestAmountSpoilsNothing() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(Double.MIN_VALUE);
            counter.increment(1.5);
            counter.increment(Double.MIN_VALUE);
            assertThat(ours.lines()).containsExactly("a.statistic.count:1|c", "a.statistic.count:0.5|c");
            assertRefused(ours, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD"})
    void aSummaryRefusesWhatIsInfinite(Dialect dialect) {
        try (Ours ours = new Ours(dialect)) {
            DistributionSummary summary = ours.registry.summary("a");
            DistributionSummary scaled =
                    DistributionSummary.builder("b").scale(10).register(ours.registry);
            DistributionSummary turned =
                    DistributionSummary.builder("c").scale(-1).register(ours.registry);
            DistributionSummary percentiles = DistributionSummary.builder("d")
                    .publishPercentiles(0.5)
                    .publishPercentileHistogram()
                    .register(ours.registry);
            summary.record(Double.POSITIVE_INFINITY);
            scaled.record(Double.MAX_VALUE);
            turned.record(1);
            percentiles.record(Double.POSITIVE_INFINITY);
            for (DistributionSummary each : List.of(summary, scaled, turned, percentiles)) {
                assertThat(each.count()).isZero();
                assertThat(each.totalAmount()).isZero();
                assertThat(each.max()).isZero();
            }
            ours.lines();
            assertRefused(ours, 4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD"})
    void aTimerRefusesWhatNanosecondsCannotCount(Dialect dialect) {
        try (Ours ours = new Ours(dialect)) {
            Timer timer = ours.registry.timer("a");
            Timer histogram = Timer.builder("b").publishPercentileHistogram().register(ours.registry);
            for (Timer each : List.of(timer, histogram)) {
                each.record(LONGEST);
                each.record(Long.MAX_VALUE, TimeUnit.DAYS);
                each.record(Duration.ofNanos(1_500_000));
                assertThat(each.count()).isOne();
                assertThat(each.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(1_500_000);
                assertThat(each.max(TimeUnit.NANOSECONDS)).isEqualTo(1_500_000);
            }
            ours.lines();
            assertThat(ours.server.lines())
                    .filteredOn(line -> line.contains(":1.5|"))
                    .hasSize(2);
            assertRefused(ours, 4);
        }
    }

    /** Micrometer's way to say that there is no value now; so nothing is refused. */
    @Test
    void noNumberIsNoValue() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            read(ours, Double.NaN);
            assertThat(ours.server.lines()).isEmpty();
            assertRefused(ours, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valuesThatAreInfiniteAreRefused(double value) {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            read(ours, value);
            assertThat(ours.server.lines()).isEmpty();
            assertRefused(ours, 4);
        }
    }

    @Test
    void aFunctionCounterGoesOnAfterAValueThatIsNone() {
        double[] counts = {5, Double.NaN, 8, Double.POSITIVE_INFINITY, 3, 4.5};
        try (Ours ours = new Ours(Dialect.STATSD)) {
            int[] next = {0};
            FunctionCounter counter =
                    FunctionCounter.builder("a", counts, all -> all[next[0]]).register(ours.registry);
            for (int i = 0; i < counts.length - 1; i++) {
                ((Reading) counter).read();
                next[0]++;
            }
            assertThat(ours.lines().stream().map(line -> line.substring("a.statistic.count:".length())))
                    .as("the count that fell begins anew, and only what comes later is added")
                    .containsExactly("5|c", "3|c", "0|c", "1.5|c");
            assertRefused(ours, 1);
        }
    }

    private static void read(Ours ours, double value) {
        Gauge.builder("a", () -> value).register(ours.registry);
        FunctionCounter.builder("b", ours, o -> value).register(ours.registry);
        Meter.builder(
                        "c",
                        Meter.Type.OTHER,
                        List.of(
                                new Measurement(() -> value, Statistic.VALUE),
                                new Measurement(() -> value, Statistic.COUNT)))
                .register(ours.registry);
        ours.close();
    }

    private static double sent(Ours ours, String name) {
        return ours.server.lines().stream()
                .filter(line -> line.startsWith(name + ".statistic.count:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1, line.indexOf('|'))))
                .sum();
    }

    private static void assertRefused(Ours ours, long count) {
        ours.close();
        assertThat(ours.statsd.stats().dropped(DropReason.INVALID)).isEqualTo(count);
        assertThat(ours.statsd.stats().dropped()).isEqualTo(count);
    }
}
