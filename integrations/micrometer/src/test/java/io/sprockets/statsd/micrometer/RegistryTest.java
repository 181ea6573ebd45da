package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the builder sets, and the end of a registry. */
class RegistryTest {
    @Test
    void namesBeginWithTheConnectorsPrefixOrWithAnother() {
        UnaryOperator<StatsdConnector.Builder> connector =
                builder -> builder.prefix("applications.shop").constantTags(Tags.of("env", "dev"));
        try (Ours ours = new Ours(connector, UnaryOperator.identity())) {
            ours.registry.counter("a").increment();
            assertThat(ours.lines()).containsExactly("applications.shop.a.statistic.count;env=dev:1|c");
        }
        try (Ours ours = new Ours(connector, settings -> settings.prefix("jvm.x"))) {
            ours.registry.counter("a").increment();
            assertThat(ours.lines()).containsExactly("jvm.x.a.statistic.count;env=dev:1|c");
        }
        try (Ours ours = new Ours(connector, settings -> settings.prefix(""))) {
            ours.registry.counter("a").increment();
            assertThat(ours.lines()).containsExactly("a.statistic.count;env=dev:1|c");
        }
    }

    @Test
    void tagsArePartOfTheNameWhereAMapperIsSet() {
        HierarchicalNameMapper mapper = (id, convention) -> "x." + id.getConventionName(convention);
        try (Ours ours =
                new Ours(connector -> connector.dialect(Dialect.DOGSTATSD), settings -> settings.nameMapper(mapper))) {
            ours.registry.counter("a.b", "k", "v").increment();
            assertThat(ours.lines()).containsExactly("x.a.b:1|c");
        }
    }

    @Test
    void conventionsAreTheUsers() {
        try (Ours ours =
                new Ours(UnaryOperator.identity(), settings -> settings.namingConvention(NamingConvention.slashes))) {
            ours.registry.timer("a.b").record(1, TimeUnit.MILLISECONDS);
            assertThat(ours.lines()).containsExactly("a/b:1|ms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDialectTakesEveryTypeOfMeter(Dialect dialect) {
        try (Ours ours = new Ours(dialect)) {
            Meters.COUNTERS.use(ours.registry, ours.clock);
            Meters.GAUGES.use(ours.registry, ours.clock);
            Meters.SUMMARIES.use(ours.registry, ours.clock);
            Meters.ODD_NAMES.use(ours.registry, ours.clock);
            assertThat(ours.lines()).hasSizeGreaterThan(20);
            assertThat(ours.server.badLines()).isEmpty();
            assertThat(ours.statsd.stats().dropped(DropReason.INVALID))
                    .as("the amount below zero, and the gauge that is infinite")
                    .isEqualTo(2);
            assertThat(ours.statsd.stats().dropped()).isEqualTo(2);
        }
    }

    @Test
    void strictNamesOfTheConnectorRefuseNoMeter() {
        try (Ours ours = new Ours(connector -> connector.strictNames(true), UnaryOperator.identity())) {
            ours.registry.counter("a|b", "k,", "v|").increment();
            ours.registry.counter("").increment();
            ours.registry.counter("...").increment();
            assertThat(ours.lines())
                    .containsExactly("a_b.k_.v_.statistic.count:1|c", "statistic.count:1|c", "statistic.count:1|c");
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyNamesAndKeysAreSent(Dialect dialect) {
        try (Ours ours = new Ours(dialect)) {
            ours.registry.config().namingConvention((name, type, unit) -> "");
            ours.registry.timer("a", "", "v").record(1, TimeUnit.MILLISECONDS);
            ours.registry.config().namingConvention((name, type, unit) -> "_sc");
            ours.registry.timer("b").record(1, TimeUnit.MILLISECONDS);
            assertThat(ours.lines()).hasSize(2);
            assertThat(ours.server.badLines()).isEmpty();
        }
    }

    @Test
    void aConnectorThatIsBorrowedGoesOn() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            ours.registry.close();
            assertThat(ours.registry.isClosed()).isTrue();
            counter.increment();
            ours.registry.counter("b").increment();
            ours.statsd.incr("c");
            assertThat(ours.lines()).containsExactly("a.statistic.count:1|c", "counters.c:1|c");
        }
    }

    /** Nothing reads them any more. */
    @Test
    void fractionsThatComeAfterTheEndAreSentAtOnce() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(0.25);
            ours.registry.close();
            counter.increment(0.5);
            counter.increment(1.5);
            assertThat(ours.lines())
                    .containsExactly(
                            "a.statistic.count:0.25|c",
                            "a.statistic.count:0.5|c",
                            "a.statistic.count:1|c",
                            "a.statistic.count:0.5|c");
        }
    }

    @Test
    void aRegistryThatPausesTakesNewMetersAndReadsThemLater() {
        try (Ours ours = new Ours(Dialect.STATSD)) {
            Gauge.builder("a", () -> 1).register(ours.registry);
            ours.registry.pause();
            ours.registry.pause();
            Gauge.builder("b", () -> 2).register(ours.registry);
            ours.registry.resume();
            ours.registry.resume();
            assertThat(ours.lines())
                    .containsExactlyInAnyOrder(
                            "a.statistic.value:1|g", "a.statistic.value:1|g", "b.statistic.value:2|g");
            ours.registry.resume();
            assertThat(ours.registry.isClosed()).isTrue();
        }
    }

    @Test
    void closingReadsOnceAndEndsTheThread() {
        Ours ours = new Ours(Dialect.STATSD);
        Gauge.builder("a", () -> 1).register(ours.registry);
        ours.registry.counter("b").increment(0.5);
        Set<Thread> before = readers();
        assertThat(before).isNotEmpty();
        ours.registry.close();
        ours.registry.close();
        Awaitility.await().until(() -> readers().size() < before.size()); // it is done, but may not be gone
        assertThat(ours.lines()).containsExactlyInAnyOrder("a.statistic.value:1|g", "b.statistic.count:0.5|c");
    }

    @Test
    void manyMayCloseItAtOnce() throws Exception {
        int closers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(closers);
        try {
            for (int round = 0; round < 100; round++) {
                try (StatsdConnector statsd =
                        StatsdConnector.builder().enabled(false).build()) {
                    StatsdConnectorMeterRegistry registry = StatsdConnectorMeterRegistry.of(statsd);
                    CyclicBarrier together = new CyclicBarrier(closers);
                    Callable<Integer> close = () -> {
                        int arrived = together.await();
                        registry.close();
                        return arrived;
                    };
                    for (Future<Integer> closed : threads.invokeAll(Collections.nCopies(closers, close))) {
                        closed.get();
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCounterThatIsRemovedSendsWhatItHolds() {
        try (Ours ours = new Ours(Dialect.INFLUXDB)) {
            Counter counter = ours.registry.counter("a");
            counter.increment(0.5);
            ours.registry.remove(counter);
            counter.increment(0.25);
            assertThat(ours.lines()).containsExactly("a,statistic=count:0.5|c");
        }
    }

    @Test
    void allOfADisabledConnectorDoesNothing() {
        try (StatsdConnector disabled = StatsdConnector.builder().enabled(false).build()) {
            StatsdConnectorMeterRegistry registry = StatsdConnectorMeterRegistry.of(disabled);
            Timer timer = registry.timer("a");
            timer.record(1, TimeUnit.SECONDS);
            registry.close();
            assertThat(timer.count()).isEqualTo(1);
        }
    }

    @Test
    void wrongSettingsAreRefused() {
        try (StatsdConnector statsd = StatsdConnector.builder().enabled(false).build()) {
            StatsdConnectorMeterRegistry.Builder builder = StatsdConnectorMeterRegistry.builder(statsd);
            assertThatThrownBy(() -> builder.step(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("step is PT0S, expected a duration above zero");
            assertThatThrownBy(() -> builder.window(Duration.ofSeconds(-1)))
                    .hasMessage("window is PT-1S, expected a duration above zero");
        }
    }

    /** They mean "never", and nanoseconds count only 292 years. */
    @Test
    void durationsMayBeAsLongAsTheyCanBe() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        try (Ours ours = new Ours(
                UnaryOperator.identity(),
                settings -> settings.step(longest).window(longest).closeTimeout(longest))) {
            ours.registry.timer("a").record(1, TimeUnit.MILLISECONDS);
            ours.registry.summary("b").record(1);
            ours.registry.more().longTaskTimer("c").start();
            Timer.builder("d")
                    .publishPercentiles(0.5)
                    .distributionStatisticExpiry(longest)
                    .register(ours.registry)
                    .record(1, TimeUnit.MILLISECONDS);
            Gauge.builder("e", () -> 1).register(ours.registry);
            assertThat(ours.lines()).contains("a:1|ms", "b:1|h", "d:1|ms", "e.statistic.value:1|g");
        }
    }

    private static Set<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("statsd-micrometer"))
                .collect(Collectors.toSet());
    }
}
