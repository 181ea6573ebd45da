package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.StatsdProcess.HOST;
import static io.sprockets.statsd.interop.StatsdProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdFlavor;
import io.micrometer.statsd.StatsdMeterRegistry;
import io.micrometer.statsd.StatsdProtocol;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Micrometer's meters record reaches the server. Micrometer's own registry does the same beside it, for the
 * record.
 */
class MicrometerTest {
    private static final int CALLERS = 4;
    private static final int INCREMENTS = 1_000_000;
    private static final int CALLS = 200;
    private static final int ROUNDS = 3_000;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LITTLE = Duration.ofMillis(1);
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private StatsdProcess server;

    @BeforeEach
    void startServer() {
        server = StatsdProcess.started(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** Callers that are faster than the sender wait for room, as the connector is told here. */
    @Test
    void aMillionIncrementsOfFourThreadsAreCountedExactly() throws Exception {
        StatsdConnector statsd = server.connector(Protocol.TCP)
                .overflow(Overflow.block(PATIENCE))
                .build();
        statsd.start();
        increment(StatsdConnectorMeterRegistry.of(statsd), "ours");
        statsd.close();
        increment(theirs(), "theirs");
        awaitQuiet();
        server.sigterm();

        long ours = counter("ours");
        tell("counted of " + INCREMENTS + ": ours " + ours + ", Micrometer's own " + counter("theirs"));
        Ledger.assertBalanced(statsd, INCREMENTS); // what the server was too slow for is merged
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(ours).isEqualTo(INCREMENTS);
        assertThat(server.journal().badLines()).isZero();
    }

    /** Nobody waits, since a counter is added up where it is incremented. */
    @Test
    void aMillionIncrementsThatAreMergedAreCountedExactly() throws Exception {
        StatsdConnector statsd =
                server.connector(Protocol.TCP).aggregation(STEP).build();
        statsd.start();
        increment(StatsdConnectorMeterRegistry.of(statsd), "merged");
        statsd.close();
        server.sigterm();

        Ledger.assertBalanced(statsd, INCREMENTS);
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(counter("merged")).isEqualTo(INCREMENTS);
    }

    @Test
    void whatIsRecordedDuringAnOutageArrives() {
        StatsdConnector statsd = server.connector(Protocol.TCP).build();
        statsd.start();
        MeterRegistry ours = StatsdConnectorMeterRegistry.of(statsd);
        MeterRegistry theirs = theirs();
        recordOnce(ours, "first");
        await("the server knows both").atMost(PATIENCE).until(() -> {
            recordOnce(theirs, "hello");
            return counter("first") == 1 && counter("hello") > 0;
        });
        server.sigterm();
        for (int call = 0; call < CALLS; call++) {
            recordOnce(ours, "ours");
            recordOnce(theirs, "theirs");
        }
        server.start();
        awaitQuiet();
        ours.close();
        theirs.close();
        statsd.close();
        server.sigterm();

        tell("recorded of " + CALLS + " in an outage: ours " + counter("ours") + ", Micrometer's own "
                + counter("theirs"));
        assertThat(counter("ours")).isEqualTo(CALLS);
        assertThat(server.journal().timers().get("oursTime")).hasSize(CALLS);
        assertThat(statsd.stats().dropped()).isZero();
    }

    @Test
    void whatIsRecordedBeforeThereIsAServerArrives() {
        server.sigterm();
        StatsdConnector statsd = server.connector(Protocol.TCP).build();
        MeterRegistry ours = StatsdConnectorMeterRegistry.of(statsd);
        IntStream.range(0, CALLS / 2).forEach(call -> recordOnce(ours, "early"));
        statsd.start();
        IntStream.range(0, CALLS / 2).forEach(call -> recordOnce(ours, "early"));
        server.start();
        ours.close();
        statsd.close();
        server.sigterm();

        assertThat(counter("early")).isEqualTo(CALLS);
        assertThat(server.journal().timers().get("earlyTime")).hasSize(CALLS);
        Ledger.assertAllSent(statsd, 2 * CALLS);
    }

    /**
     * A line that had been read when the server ended, and was not confirmed yet, is sent again: so it may count twice.
     */
    @Test
    void aRestartLosesNothingIfDeliveryIsConfirmed() throws Exception {
        StatsdConnector statsd =
                server.connector(Protocol.TCP).delivery(Delivery.CONFIRMED).build();
        statsd.start();
        MeterRegistry ours = StatsdConnectorMeterRegistry.of(statsd);
        CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> {
            server.awaitJournal("traffic", journal -> journal.received() > CALLS);
            server.restart();
        });
        every(
                LITTLE,
                ROUNDS,
                call -> ours.counter("restart", "call", Integer.toString(call)).increment());
        restart.join();
        ours.close();
        statsd.close();
        server.sigterm();

        long counted = server.journal().countersUnder("restart.");
        Map<String, Double> counters = server.journal().counters();
        long lost = IntStream.range(0, ROUNDS)
                .filter(call -> !counters.containsKey("restart.call." + call + ".statistic.count"))
                .count();
        tell("a restart: " + ROUNDS + " recorded, " + counted + " counted, " + lost + " lost");
        assertThat(lost).isZero();
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(statsd.stats().reconnects()).isPositive();
    }

    /** The figures are for reading. */
    private static void tell(String figures) {
        System.out.println(figures);
    }

    private static void increment(MeterRegistry registry, String name) throws Exception {
        Counter counter = registry.counter(name);
        Threads.run(CALLERS, caller -> IntStream.range(0, INCREMENTS / CALLERS).forEach(i -> counter.increment()));
        registry.close();
    }

    private static void every(Duration pause, int calls, IntConsumer body) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            AtomicInteger next = new AtomicInteger();
            CountDownLatch left = new CountDownLatch(calls);
            clock.scheduleAtFixedRate(
                    () -> {
                        if (next.get() < calls) {
                            body.accept(next.getAndIncrement());
                            left.countDown();
                        }
                    },
                    0,
                    pause.toNanos(),
                    TimeUnit.NANOSECONDS);
            left.await();
        } finally {
            clock.shutdownNow();
        }
    }

    private static void recordOnce(MeterRegistry registry, String name) {
        registry.counter(name).increment();
        Timer.builder(name + ".time").register(registry).record(Duration.ofMillis(5));
    }

    private long counter(String name) {
        return server.journal().counter(name + ".statistic.count");
    }

    /**
     * Until the server has received nothing for a while: whoever sends unasked has nothing else that one could wait
     * for.
     */
    private void awaitQuiet() {
        AtomicLong last = new AtomicLong();
        await("quiet").atMost(PATIENCE).during(QUIET).until(() -> {
            long received = server.journal().received();
            return last.getAndSet(received) == received;
        });
    }

    private MeterRegistry theirs() {
        StatsdConfig config = new StatsdConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public StatsdFlavor flavor() {
                return StatsdFlavor.ETSY;
            }

            @Override
            public StatsdProtocol protocol() {
                return StatsdProtocol.TCP;
            }

            @Override
            public String host() {
                return HOST;
            }

            @Override
            public int port() {
                return server.port();
            }
        };
        return new StatsdMeterRegistry(config, Clock.SYSTEM);
    }
}
