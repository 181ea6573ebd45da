package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.StatsdProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is not there yet, or goes away and comes back. */
class OutageTest {
    @TempDir
    Path folder;

    private StatsdProcess server;

    @BeforeEach
    void makeServer() {
        server = StatsdProcess.keepingLines(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void whatIsRecordedBeforeTheStartAndBeforeThereIsAServerArrives(Protocol protocol) throws Exception {
        StatsdConnector statsd = server.connector(protocol).build();
        record(statsd, 0, 100);
        Ledger.assertBalanced(statsd, 100);
        statsd.start().get();
        record(statsd, 100, 200);
        server.start();
        Journal journal = server.awaitJournal("200 lines", flushed -> flushed.received() >= 200);
        StopReport report = statsd.stop().join();

        assertThat(report).isEqualTo(new StopReport(protocol != Protocol.UDP, 200, 0));
        Ledger.assertAllSent(statsd, 200);
        assertThat(journal.lines()).isEqualTo(lines(0, 200));
        assertThat(journal.badLines()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void whatIsRecordedDuringAnOutageArrivesInOrder(Protocol protocol) throws Exception {
        server.start();
        StatsdConnector statsd = server.connector(protocol).build();
        statsd.start();
        record(statsd, 0, 1);
        server.awaitJournal("the line before the outage", journal -> journal.received() == 1);
        server.sigterm();
        recordEvery(Duration.ofMillis(60), statsd, 1, 51); // the first one at once
        server.restart();
        Journal journal = server.awaitJournal("51 lines", flushed -> flushed.received() >= 51);
        StopReport report = statsd.stop().join();

        assertThat(report).isEqualTo(new StopReport(true, 51, 0));
        Ledger.assertAllSent(statsd, 51);
        assertThat(statsd.stats().reconnects()).isPositive(); // a dying server may still accept once more
        assertThat(journal.lines()).isEqualTo(lines(0, 51));
        assertThat(journal.gauges()).containsEntry("gauges.line", 50.0);
        assertThat(journal.badLines()).isZero();
    }

    @Test
    void aServerThatStandsStillIsGivenUpWithoutAResetAndCountsEveryLineOnce() {
        int metrics = 1_000_000; // 19 MB, more than the kernel takes for a process that does not read
        server.start();
        StatsdConnector statsd = server.connector(Protocol.TCP)
                .writeTimeout(Duration.ofSeconds(1))
                .queueBytes(1 << 25)
                .backlogBytes(1 << 26)
                .build();
        statsd.start();
        server.freeze();
        IntStream.range(0, metrics).forEach(i -> statsd.incr("stall"));
        await("the connector gives it up")
                .atMost(PATIENCE)
                .until(() -> statsd.stats().reconnects() > 0);
        Ledger.assertBalanced(statsd, metrics);
        server.thaw();
        StopReport report = statsd.stop().join();
        Journal journal = server.awaitJournal("every line", flushed -> flushed.counter("counters.stall") >= metrics);
        server.sigterm(); // a reset would have killed it before

        assertThat(report).isEqualTo(new StopReport(true, metrics, 0));
        Ledger.assertAllSent(statsd, metrics);
        assertThat(journal.counter("counters.stall")).isEqualTo(metrics);
        assertThat(server.journal().received()).isEqualTo(metrics);
        assertThat(server.journal().badLines()).isZero();
    }

    private static void record(StatsdConnector statsd, int from, int to) {
        IntStream.range(from, to).forEach(i -> statsd.gauge("line", i));
    }

    private static void recordEvery(Duration pause, StatsdConnector statsd, int from, int to) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            CountDownLatch left = new CountDownLatch(to - from);
            AtomicInteger next = new AtomicInteger(from);
            clock.scheduleAtFixedRate(
                    () -> {
                        if (next.get() < to) {
                            statsd.gauge("line", next.getAndIncrement());
                            left.countDown();
                        }
                    },
                    0,
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
            left.await();
        } finally {
            clock.shutdownNow();
        }
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "gauges.line:" + i + "|g")
                .toList();
    }
}
