package io.sprockets.statsd.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read at each step, and what happens when that goes wrong. */
class ReadingsTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void gaugesAreReadAtEachStepByOneDaemonThread() {
        try (Ours ours = new Ours(UnaryOperator.identity(), settings -> settings.step(SHORT))) {
            AtomicLong level = new AtomicLong(1);
            List<Thread> readers = new CopyOnWriteArrayList<>();
            Gauge.builder("level", () -> {
                        readers.add(Thread.currentThread());
                        return level.get();
                    })
                    .register(ours.registry);
            ours.server.await("level.statistic.value", Duration.ofMinutes(1));
            level.set(7);
            Awaitility.await().until(() -> ours.server.gauge("level.statistic.value") == 7);
            assertThat(readers).allSatisfy(thread -> {
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getName()).isEqualTo("statsd-micrometer");
                assertThat(thread).isSameAs(readers.get(0));
            });
        }
    }

    @Test
    void aGaugeThatThrowsCostsNoOtherAndIsLoggedOnce() {
        PrintStream err = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        AtomicLong reads = new AtomicLong();
        try (Ours ours = new Ours(UnaryOperator.identity(), settings -> settings.step(SHORT))) {
            Gauge.builder("bad", () -> {
                        reads.incrementAndGet();
                        throw new AssertionError("as planned");
                    })
                    .register(ours.registry);
            Gauge.builder("good", () -> 1).register(ours.registry);
            Awaitility.await().until(() -> reads.get() > 3);
            ours.server.await("good.statistic.value", Duration.ofMinutes(1));
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(UTF_8))
                .containsOnlyOnce("bad could not be read")
                .contains("AssertionError: as planned")
                .containsPattern("\\bat io\\.sprockets\\.statsd\\.micrometer\\.GaugeReading");
    }

    @Test
    void aGaugeThatHangsDoesNotHoldUpTheEnd() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Ours ours = new Ours(
                UnaryOperator.identity(), settings -> settings.step(SHORT).closeTimeout(SHORT));
        Gauge.builder("hangs", () -> {
                    hanging.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return 0;
                })
                .register(ours.registry);
        assertThat(hanging.await(1, TimeUnit.MINUTES)).isTrue();
        ours.close();
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }

    /** A burst of a hundred thousand lines is more than the queue holds. */
    @Test
    void aFunctionTimerOfManyCallsLosesNone() {
        try (Ours ours = new Ours(
                connector -> connector.queueBytes(1 << 16), settings -> settings.closeTimeout(Duration.ofMinutes(1)))) {
            FunctionTimer.builder("calls", this, t -> 100_000, t -> 50_000, TimeUnit.MILLISECONDS)
                    .register(ours.registry);
            assertThat(ours.lines()).isNotEmpty();
            assertThat(ours.server.timers()).containsEntry("calls", 100_000L);
            assertThat(ours.statsd.stats().dropped()).isZero();
        }
    }

    @Test
    void aFunctionThatBeginsAnewIsCountedFromThere() {
        try (Ours ours = new Ours(UnaryOperator.identity(), settings -> settings.step(Ours.NEVER))) {
            AtomicLong count = new AtomicLong(3);
            FunctionTimer timer = FunctionTimer.builder(
                            "calls", count, AtomicLong::get, c -> 10.0 * c.get(), TimeUnit.MILLISECONDS)
                    .register(ours.registry);
            ((Reading) timer).read();
            count.set(0);
            ((Reading) timer).read();
            count.set(2);
            assertThat(ours.lines()).hasSize(5).containsOnly("calls:10|ms");
        }
    }

    /** Each row is what one reading finds: calls, their milliseconds, and how many lines of how much it makes. */
    @ParameterizedTest
    @MethodSource("readings")
    void aReadingThatCannotBeSpoilsNoLaterOne(String what, double[][] rows, List<String> lines, int refused) {
        try (Ours ours = new Ours(UnaryOperator.identity(), settings -> settings.step(Ours.NEVER))) {
            int[] row = {0};
            FunctionTimer timer = FunctionTimer.builder(
                            "calls", rows, all -> (long) all[row[0]][0], all -> all[row[0]][1], TimeUnit.MILLISECONDS)
                    .register(ours.registry);
            for (; row[0] < rows.length - 1; row[0]++) {
                ((Reading) timer).read();
            }
            assertThat(ours.lines()).as(what).containsExactlyElementsOf(lines);
            assertThat(ours.statsd.stats().dropped(DropReason.INVALID)).isEqualTo(refused);
        }
    }

    static Stream<Arguments> readings() {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        String half = "calls:500|ms";
        return Stream.of(
                Arguments.of("no sum", new double[][] {{1, 500}, {2, nan}, {3, 1500}}, List.of(half, half, half), 0),
                Arguments.of(
                        "no end", new double[][] {{1, 500}, {2, infinity}, {3, 1500}}, List.of(half, half, half), 1),
                Arguments.of(
                        "sum falls",
                        new double[][] {{1, 1000}, {2, 500}, {3, 1000}},
                        List.of("calls:1000|ms", half),
                        0),
                Arguments.of("only sum falls", new double[][] {{1, 500}, {1, 250}, {2, 750}}, List.of(half, half), 0),
                Arguments.of(
                        "count falls", new double[][] {{2, 1000}, {1, 1500}, {2, 2000}}, List.of(half, half, half), 0),
                Arguments.of(
                        "both fall",
                        new double[][] {{2, 1000}, {1, 500}, {3, 1500}},
                        List.of(half, half, half, half),
                        0),
                Arguments.of("negative", new double[][] {{1, 500}, {-5, -5}, {1, 500}}, List.of(half, half), 0));
    }

    @Test
    void aFunctionTimerOfEndlesslyManyCallsDoesNotOutliveTheRegistry() {
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        Ours ours = new Ours(
                UnaryOperator.identity(), settings -> settings.step(SHORT).closeTimeout(SHORT));
        FunctionTimer.builder(
                        "calls",
                        reader,
                        r -> {
                            r.complete(Thread.currentThread());
                            return Long.MAX_VALUE;
                        },
                        r -> 1,
                        TimeUnit.MILLISECONDS)
                .register(ours.registry);
        ours.server.await("calls", Duration.ofMinutes(1));
        ours.close();
        Awaitility.await().until(() -> !reader.join().isAlive());
    }

    /** Only changes are wanted; under a new name any value is one. */
    @Test
    void aGaugeThatGetsAnotherNameIsSentUnderIt() {
        try (Ours ours = new Ours(UnaryOperator.identity(), settings -> settings.publishUnchanged(false))) {
            Gauge gauge = Gauge.builder("a.b", () -> 7).register(ours.registry);
            Meter custom = Meter.builder("c.d", Meter.Type.OTHER, List.of(new Measurement(() -> 7, Statistic.VALUE)))
                    .register(ours.registry);
            ((Reading) gauge).read();
            ours.registry.config().namingConvention(NamingConvention.snakeCase);
            ((Reading) gauge).read();
            ((Reading) gauge).read();
            assertThat(custom.getId().getName()).isEqualTo("c.d");
            assertThat(ours.lines())
                    .containsExactlyInAnyOrder(
                            "aB.statistic.value:7|g", "a_b.statistic.value:7|g", "c_d.statistic.value:7|g");
        }
    }

    @Test
    void aGaugeThatIsRegisteredAnewIsSentAnew() {
        try (Ours ours = new Ours(
                connector -> connector.dialect(Dialect.DOGSTATSD), settings -> settings.publishUnchanged(false))) {
            Gauge old = Gauge.builder("a", () -> 7).baseUnit("bytes").register(ours.registry);
            ((Reading) old).read();
            ours.registry.remove(old);
            Gauge same = Gauge.builder("a", () -> 7).baseUnit("rows").register(ours.registry);
            ((Reading) same).read();
            ours.registry.config().meterFilter(MeterFilter.commonTags(Tags.of("k", "v")));
            Gauge.builder("a", () -> 7).register(ours.registry);
            assertThat(ours.lines())
                    .containsExactly("a:7|g|#statistic:value", "a:7|g|#statistic:value", "a:7|g|#k:v,statistic:value");
        }
    }
}
