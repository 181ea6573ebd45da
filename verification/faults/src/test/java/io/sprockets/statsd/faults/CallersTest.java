package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.PATIENCE;
import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers in great numbers, and callers to whom something happens in the middle of a call. */
@ExtendWith(Table.class)
class CallersTest {
    private static final int RESTARTS = 10;
    private static final int THREADS = 64;
    private static final int LINES_PER_THREAD = 10_000;
    private static final int VIRTUAL_THREADS = 10_000;
    private static final int LINES_PER_VIRTUAL_THREAD = 50;

    private StatsdServer server;

    @BeforeEach
    void startServer() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = false)
    void sixtyFourThreadsRecordDuringRestarts(boolean confirmed, Scenario scenario) throws Exception {
        recordDuringRestarts(confirmed, THREADS, LINES_PER_THREAD, CallersTest::startPlatformThread, scenario);
    }

    @ParameterizedTest
    @ValueSource(booleans = false)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21 or newer")
    void tenThousandVirtualThreadsRecordDuringRestarts(boolean confirmed, Scenario scenario) throws Exception {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        recordDuringRestarts(
                confirmed,
                VIRTUAL_THREADS,
                LINES_PER_VIRTUAL_THREAD,
                body -> {
                    try {
                        start.invoke(null, body);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError("no virtual threads", e);
                    }
                },
                scenario);
    }

    private void recordDuringRestarts(boolean confirmed, int threads, int lines, Starter starter, Scenario scenario)
            throws Exception {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .delivery(confirmed ? Delivery.confirmed(Duration.ofMillis(100)) : Delivery.AT_MOST_ONCE)
                .overflow(Overflow.block(Faulty.PATIENCE))
                .backlogBytes(1 << 26)
                .build();
        statsd.start();
        Phaser phases = new Phaser(threads + 1);
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            starter.start(() -> recordInPhases(statsd, number, lines, phases));
        }
        for (int restart = 0; restart < RESTARTS; restart++) {
            long before = server.linesReceived();
            phases.arriveAndAwaitAdvance(); // from here on everybody records
            awaitThat("the first lines").until(() -> server.linesReceived() > before);
            server.stop();
            server.recover();
        }
        phases.awaitAdvanceInterruptibly(phases.arrive(), 1, TimeUnit.MINUTES);
        statsd.close();

        int recorded = threads * lines;
        scenario.assertClosed(statsd, recorded);
        long delivered = distinctLines(recorded, lines);
        scenario.delivered(delivered).duplicates(server.linesReceived() - delivered);
        scenario.note("%d restarts".formatted(RESTARTS));
        assertThat(statsd.stats().dropped()).isZero();
        if (confirmed) {
            assertThat(delivered).isEqualTo(recorded);
        }
    }

    private static void recordInPhases(StatsdConnector statsd, int caller, int lines, Phaser phases) {
        String path = "caller." + caller;
        for (int line = 0; line < lines; line++) {
            if (line % (lines / RESTARTS) == 0) {
                phases.arriveAndAwaitAdvance();
            }
            statsd.gauge(path, line);
        }
        phases.arrive();
    }

    /** How many of the recorded lines arrived; a line that was not recorded fails. */
    private long distinctLines(int recorded, int lines) {
        boolean[] arrived = new boolean[recorded];
        for (String line : server.lines()) {
            assertThat(line).startsWith("gauges.caller.").endsWith("|g");
            String[] parts =
                    line.substring("gauges.caller.".length(), line.length() - 2).split(":", -1);
            int number = Integer.parseInt(parts[1]);
            assertThat(number).as(line).isLessThan(lines);
            arrived[Integer.parseInt(parts[0]) * lines + number] = true;
        }
        long count = 0;
        for (boolean one : arrived) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static void recordLines(StatsdConnector statsd, int caller, int lines) {
        String path = "caller." + caller;
        for (int line = 0; line < lines; line++) {
            statsd.gauge(path, line);
        }
    }

    @Test
    void aStackOverflowInsideACallDoesNotHoldUpTheSender(Scenario scenario) throws Exception {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP).build();
        statsd.start();
        AtomicLong returned = new AtomicLong();
        AtomicLong thrown = new AtomicLong();
        IntConsumer call = depth -> {
            try {
                statsd.incr("deep", 12_345);
                returned.incrementAndGet();
            } catch (StackOverflowError e) {
                thrown.incrementAndGet();
            }
        };
        for (int i = 0; i < 200; i++) {
            int odd = i;
            Thread thread = new Thread(null, () -> overflow(0, odd % 7, call), "deep", 160_000 + i * 16L);
            thread.start();
            thread.join();
        }
        long calls = returned.get() + thrown.get();
        statsd.incr("after");
        awaitThat("a line behind all the others").until(() -> server.counter("counters.after") == 1);
        statsd.close();

        long kept = statsd.stats().recorded() - 1;
        scenario.assertClosed(statsd, kept + 1);
        scenario.delivered(server.linesReceived());
        scenario.note("%d calls, %d of them ended by a StackOverflowError".formatted(calls, thrown.get()));
        assertThat(thrown.get()).isPositive();
        assertThat(kept).isBetween(returned.get(), calls);
        assertThat(server.linesReceived()).isEqualTo(statsd.stats().sent());
        assertThat(server.badLines()).isEmpty();
    }

    /** Goes as deep as the stack allows, and calls at every depth of the last ones, deepest first. */
    private static int overflow(int depth, int odd, IntConsumer call) {
        int last = depth;
        try {
            last = odd == 0 ? overflow(depth + 1, 6, call) : overflow(depth + 1, odd - 1, call);
        } catch (StackOverflowError e) {
            last = depth;
        }
        if (last - depth < 60) {
            call.accept(depth);
        }
        return last;
    }

    @Test
    void interruptedCallersRecordAsAnyOther(Scenario scenario) throws Exception {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .overflow(Overflow.block(Faulty.PATIENCE))
                .queueBytes(1 << 14) // so that they have to wait
                .build();
        statsd.start();
        Load.onThreads(4, caller -> {
            Thread.currentThread().interrupt();
            recordLines(statsd, caller, LINES_PER_THREAD);
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        });
        statsd.close();
        scenario.assertClosed(statsd, 4 * LINES_PER_THREAD);
        scenario.delivered(distinctLines(4 * LINES_PER_THREAD, LINES_PER_THREAD));
        assertThat(statsd.stats().sent()).isEqualTo(4 * LINES_PER_THREAD);
        assertThat(server.linesReceived()).isEqualTo(4 * LINES_PER_THREAD);
    }

    @Test
    void interruptsOfTheSenderLoseNothingThatIsConfirmed(Scenario scenario) {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .delivery(Delivery.confirmed(Duration.ofMillis(50)))
                .build();
        statsd.start();
        Load load = Load.start(statsd, 2, 20_000);
        for (int i = 1; i <= 50; i++) {
            int lines = i * 500;
            awaitThat("lines").until(() -> server.linesReceived() > lines);
            Faulty.senders().forEach(Thread::interrupt);
        }
        load.close();
        statsd.close();
        Arrivals arrivals = new Arrivals(server.lines(), load.counts());
        scenario.assertClosed(statsd, load.recorded());
        scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
        assertThat(arrivals.unknown()).isEmpty();
        assertThat(arrivals.missing()).isZero();
    }

    /**
     * A long line needs many places of the queue at once; short ones need one, and there is always somebody who has
     * one.
     */
    @Test
    void longLinesAreNotStarvedByShortOnesWhileCallersWait(Scenario scenario) throws Exception {
        int longLines = 100;
        int queueBytes = 1 << 16;
        String longValue = "x".repeat(3_500);
        AtomicLong shortLines = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (StatsdServer fast = StatsdServer.builder().retainedLines(0).start()) {
            StatsdConnector statsd = Faulty.connector(fast, Protocol.TCP)
                    .queueBytes(queueBytes)
                    .overflow(Overflow.block(PATIENCE))
                    .build();
            statsd.start();
            Load.onThreads(3, caller -> {
                for (int i = 0; caller == 0 && i < longLines; i++) {
                    statsd.set("members", longValue);
                }
                over.compareAndSet(false, caller == 0);
                while (!over.get()) {
                    statsd.incr("hits");
                    shortLines.incrementAndGet();
                }
            });
            statsd.close();
            scenario.assertClosed(statsd, longLines + shortLines.get());
            scenario.delivered(fast.linesReceived());
            scenario.note("%d short lines beside %d long ones".formatted(shortLines.get(), longLines));
            assertThat(statsd.stats().dropped()).isZero();
            assertThat(shortLines.get() / longLines)
                    .as("short lines for each long one, by the lengths of the queue")
                    .isLessThan(4 * queueBytes / 16);
        }
    }

    @Test
    void aBlockedCallerGivesUpAndIsCounted(Scenario scenario) throws Exception {
        StatsdConnector statsd = Faulty.connector(server, Protocol.TCP)
                .overflow(Overflow.block(Duration.ofMillis(20)))
                .queueBytes(1 << 10)
                .build(); // the queue is not emptied before the start
        int calls = 100; // the queue has 64 slots
        Load.onThreads(1, caller -> {
            Thread.currentThread().interrupt();
            recordLines(statsd, caller, calls);
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        });
        long full = statsd.stats().dropped(DropReason.QUEUE_FULL);
        Scenario.assertBalanced(statsd, calls);
        statsd.start();
        statsd.close();
        scenario.assertClosed(statsd, calls);
        scenario.delivered(distinctLines(calls, calls));
        assertThat(full).isBetween(1L, calls - 1L);
        assertThat(statsd.stats().sent()).isEqualTo(calls - full);
        assertThat(statsd.stats().dropped()).isEqualTo(full);
    }

    private static void startPlatformThread(Runnable body) {
        new Thread(body, "caller").start();
    }

    /** Starts a thread that runs a body. */
    private interface Starter {
        void start(Runnable body);
    }
}
