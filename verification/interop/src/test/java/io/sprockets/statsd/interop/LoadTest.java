package io.sprockets.statsd.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many callers, many metrics: the server counts exactly what was recorded. */
class LoadTest {
    private static final int CALLERS = 4;
    private static final int NAMES = 100;

    /** Room for all the lines of one test, so that nothing depends on how fast the server reads: 27 bytes a line. */
    private static final int QUEUE_BYTES = 1 << 25;

    private static final long BACKLOG_BYTES = 1 << 26;

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

    @Test
    void aMillionIncrementsOverTcpAreCountedExactly() throws Exception {
        assertIncrementsAreCounted(Protocol.TCP, 1_000_000);
    }

    @Test
    void incrementsOverAUnixSocketAreCountedExactly() throws Exception {
        assertIncrementsAreCounted(Protocol.UNIX, 100_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void everyValueOfEveryKindArrivesOverAStream(Protocol protocol) throws Exception {
        Mix mix = new Mix(CALLERS, 25_000);
        StatsdConnector statsd = roomy(protocol);
        statsd.start();
        Threads.run(
                CALLERS,
                caller -> IntStream.range(0, mix.rounds()).forEach(round -> mix.record(statsd, caller, round)));
        StopReport report = statsd.stop().join();
        server.sigterm();

        assertThat(report).isEqualTo(new StopReport(true, mix.metrics(), 0));
        Ledger.assertAllSent(statsd, mix.metrics());
        mix.assertWhole(server.journal());
    }

    /**
     * A datagram for which the server's socket has no room is gone, and no one learns of it. Here the callers wait for
     * the server, so that what is on its way, some 40 datagrams, never takes half of the usual 208 KiB.
     */
    @Test
    void everyValueOfEveryKindArrivesOverUdpAtThePaceOfTheServer() throws Exception {
        int roundsAtATime = 125;
        Mix mix = new Mix(CALLERS, 40 * roundsAtATime);
        StatsdConnector statsd = server.connector(Protocol.UDP).build();
        statsd.start();
        for (int from = 0; from < mix.rounds(); from += roundsAtATime) {
            int first = from;
            int end = from + roundsAtATime;
            Threads.run(
                    CALLERS, caller -> IntStream.range(first, end).forEach(round -> mix.record(statsd, caller, round)));
            long recorded = (long) CALLERS * end * Mix.METRICS_PER_ROUND;
            server.awaitJournal("all datagrams so far", journal -> journal.received() == recorded);
            Ledger.assertAllSent(statsd, recorded);
        }
        StopReport report = statsd.stop().join();
        server.sigterm();

        assertThat(report).isEqualTo(new StopReport(false, mix.metrics(), 0)); // UDP confirms nothing
        Ledger.assertAllSent(statsd, mix.metrics());
        mix.assertWhole(server.journal());
    }

    @Test
    void aMillionIncrementsOverUdpAtThePaceOfTheServerAreCountedExactly() throws Exception {
        int increments = 1_000_000;
        int atATime = 2_000; // in 38 datagrams
        StatsdConnector statsd = server.connector(Protocol.UDP).build();
        statsd.start();
        for (int from = 0; from < increments; from += atATime) {
            IntStream.range(from, from + atATime).forEach(i -> statsd.incr("orders.placed-" + i % NAMES));
            assertThat(statsd.flush(StatsdProcess.PATIENCE)).isTrue();
            long recorded = (long) from + atATime;
            server.awaitJournal("all datagrams so far", journal -> journal.received() == recorded);
        }
        statsd.close();
        server.sigterm();

        Ledger.assertAllSent(statsd, increments);
        Journal journal = server.journal();
        assertThat(journal.countersUnder("counters.")).isEqualTo(increments);
        assertThat(journal.received()).isEqualTo(increments);
        assertThat(journal.badLines()).isZero();
    }

    private void assertIncrementsAreCounted(Protocol protocol, int increments) throws Exception {
        StatsdConnector statsd = roomy(protocol);
        statsd.start();
        Threads.run(
                CALLERS,
                caller -> IntStream.range(0, increments / CALLERS)
                        .forEach(i -> statsd.incr("orders.placed-" + i % NAMES)));
        StopReport report = statsd.stop().join();
        server.sigterm();

        assertThat(report).isEqualTo(new StopReport(true, increments, 0));
        Ledger.assertAllSent(statsd, increments);
        Journal journal = server.journal();
        assertThat(IntStream.range(0, NAMES).mapToObj(name -> "counters.orders.placed-" + name))
                .allSatisfy(name -> assertThat(journal.counter(name)).isEqualTo(increments / NAMES));
        assertThat(journal.countersUnder("counters.")).isEqualTo(increments);
        assertThat(journal.received()).isEqualTo(increments);
        assertThat(journal.badLines()).isZero();
    }

    private StatsdConnector roomy(Protocol protocol) {
        return server.connector(protocol)
                .queueBytes(QUEUE_BYTES)
                .backlogBytes(BACKLOG_BYTES)
                .build();
    }
}
