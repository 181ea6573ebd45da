package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.StatsdProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How a connector leaves. The server has no handler for errors of a stream: a single reset would end its process, and
 * every wait for its journal and every {@code sigterm} then fails.
 */
class StopTest {
    private static final int CONNECTIONS = 100;
    private static final int CALLERS = 2;
    private static final int FAR_AHEAD = 1000; // metrics

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

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void aConfirmedStopMeansThatTheServerHasReadEverything(Protocol protocol) {
        StatsdConnector statsd = server.connector(protocol).build();
        statsd.start();
        IntStream.range(0, 10_000).forEach(i -> statsd.incr("hits"));
        StopReport report = statsd.stop().join();
        server.sigterm(); // from here on it reads no more

        assertThat(report).isEqualTo(new StopReport(true, 10_000, 0));
        Ledger.assertAllSent(statsd, 10_000);
        assertThat(server.journal().counter("counters.hits")).isEqualTo(10_000);
        assertThat(server.journal().badLines()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void theServerSurvivesAHundredConnectionsOfOneConnector(Protocol protocol) {
        StatsdConnector statsd = server.connector(protocol).build();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            statsd.start().join();
            statsd.incr("hits", connection);
            assertThat(statsd.stop().join()).isEqualTo(new StopReport(true, connection + 1, 0));
            Ledger.assertAllSent(statsd, connection + 1);
        }
        server.sigterm();

        assertThat(server.journal().counter("counters.hits")).isEqualTo(99 * 100 / 2);
        assertThat(server.journal().received()).isEqualTo(CONNECTIONS);
        assertThat(server.journal().badLines()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void theServerSurvivesAHundredStopsInTheMiddleOfTraffic(Protocol protocol) throws Exception {
        LongAdder sent = new LongAdder();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            StatsdConnector statsd = server.connector(protocol).build();
            StopReport report = stopInTraffic(statsd);
            assertThat(report.confirmed()).isTrue();
            assertThat(statsd.stats().pending()).isZero();
            assertThat(report.sent()).isPositive();
            sent.add(report.sent());
        }
        server.sigterm();

        assertThat(server.journal().counter("counters.hits")).isEqualTo(sent.sum());
        assertThat(server.journal().badLines()).isZero();
    }

    /**
     * Such a stop hands over no more than it has, and may cut a line: that one counts as dropped. It does not even wait
     * for a caller that has room in the queue and has not written its line yet: what is in the queue from there on
     * stays pending.
     */
    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void theServerSurvivesAHundredStopsThatDoNotWait(Protocol protocol) throws Exception {
        LongAdder sent = new LongAdder();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            StatsdConnector statsd =
                    server.connector(protocol).stopTimeout(Duration.ZERO).build();
            sent.add(stopInTraffic(statsd).sent());
        }
        Journal journal =
                server.awaitJournal("all that was sent", flushed -> flushed.counter("counters.hits") >= sent.sum());
        server.sigterm();

        assertThat(sent.sum()).isPositive();
        assertThat(journal.counter("counters.hits")).isEqualTo(sent.sum());
        assertThat(server.journal().counter("counters.hits")).isEqualTo(sent.sum());
        assertThat(server.journal().badLines()).isZero();
    }

    /** Callers record for as long as the stop takes, and never far ahead of the sender, which would take long. */
    private static StopReport stopInTraffic(StatsdConnector statsd) throws Exception {
        LongAdder recorded = new LongAdder();
        CompletableFuture<StopReport> report = new CompletableFuture<>();
        statsd.start();
        Threads.run(CALLERS + 1, thread -> {
            if (thread == 0) {
                await("traffic")
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> statsd.stats().sent() > 0);
                statsd.stop().thenAccept(report::complete);
            } else {
                while (!report.isDone()) {
                    if (statsd.stats().pending() < FAR_AHEAD) {
                        statsd.incr("hits");
                        recorded.increment();
                    } else {
                        Thread.onSpinWait();
                    }
                }
            }
        });
        Ledger.assertBalanced(statsd, recorded.sum());
        assertThat(statsd.stats().pending()).as("left after the stop").isZero();
        return report.join();
    }
}
