package io.sprockets.statsd.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

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
            ours.server.await("level.statistic.value", Duration.ofSeconds(10));
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
            ours.server.await("good.statistic.value", Duration.ofSeconds(10));
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
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
        ours.close();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
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
}
