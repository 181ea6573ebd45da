package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is of no use for a while: nothing is lost, nothing runs wild, and a stop is a stop. */
@ExtendWith(Table.class)
class DownStatesTest {
    private static final Duration STATE = Duration.ofSeconds(2);
    private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofMillis(200);
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);
    private static final Duration PATIENT_STOP = Duration.ofSeconds(10); // the timeout, and a slow machine
    private static final int MOST_CONNECTS = 40; // 2,000 ms of backoff from 25 ms to 200 ms
    private static final double BUSY = 0.05; // of a core

    @TempDir
    Path folder;

    private StatsdServer server;
    private int recorded;

    @BeforeEach
    void startServer() {
        server = StatsdServer.builder()
                .unixSocket(folder.resolve("socket"))
                .tcpReceiveBuffer(4096)
                .start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRecordedMeanwhileArrivesAfterwards(Fault fault, Scenario scenario) {
        goThrough(fault, builder(fault), scenario);
        assertThat(server.linesReceived())
                .as("no line twice")
                .isEqualTo(server.counters().size());
        if (!fault.swallows()) {
            assertThat(server.counters()).hasSize(recorded + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_UDP_PORT", "ACCEPTS_AND_CLOSES"})
    void confirmedDeliveryBringsEveryLine(Fault fault, Scenario scenario) {
        goThrough(fault, builder(fault).delivery(Delivery.confirmed(Duration.ofMillis(200))), scenario);
        assertThat(server.counters()).hasSize(recorded + 1);
    }

    private void goThrough(Fault fault, StatsdConnector.Builder builder, Scenario scenario) {
        Runnable heal = fault.enter(server);
        StatsdConnector statsd = builder.stopTimeout(Faulty.PATIENCE).build();
        statsd.start();
        double cpu = SenderCpu.during(STATE, () -> record(statsd));
        long connects = statsd.stats().reconnects();
        Scenario.assertBalanced(statsd, recorded);
        heal.run();
        long begun = statsd.stats().reconnects();
        awaitThat("a good connection")
                .until(() -> fault.swallows()
                        ? statsd.stats().reconnects() > begun + 1 || server.connections() > 0
                        : statsd.stats().connected());
        record(statsd);
        StopReport report = statsd.stop().join();
        Faulty.readDatagrams(server);

        scenario.assertClosed(statsd, recorded);
        int delivered = server.counters().size() - 1;
        scenario.delivered(delivered).duplicates(server.linesReceived() - 1 - delivered);
        scenario.note("sender used %.1f %% of a core while down".formatted(cpu * 100));
        scenario.note("%d connections".formatted(connects));
        assertThat(report.confirmed()).isEqualTo(fault.protocol() != Protocol.UDP);
        assertThat(server.counters()).containsKey("counters.line." + (recorded - 1));
        assertThat(server.badLines()).isEmpty();
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(cpu).as("part of a core that the sender used").isLessThan(BUSY);
        assertThat(connects).as("connections while down").isLessThan(MOST_CONNECTS);
        awaitThat("no thread is left").until(() -> Faulty.senders().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void stopReturnsInTimeDuring(Fault fault, Scenario scenario) throws Exception {
        Runnable heal = fault.enter(server);
        StatsdConnector statsd = builder(fault)
                .queueBytes(1 << 20)
                .backlogBytes(1 << 23)
                .stopTimeout(STOP_TIMEOUT)
                .build();
        statsd.start();
        for (int i = 0; i < 10_000; i++) {
            record(statsd);
        }
        StopReport report = statsd.stop().get(STOP_TIMEOUT.plus(PATIENT_STOP).toMillis(), TimeUnit.MILLISECONDS);
        awaitThat("no thread is left").until(() -> Faulty.senders().isEmpty());
        heal.run();

        scenario.assertClosed(statsd, recorded);
        assertThat(report.confirmed()).isFalse();
        assertThat(report.sent() + report.dropped()).isEqualTo(recorded);
    }

    private StatsdConnector.Builder builder(Fault fault) {
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .protocol(fault.protocol())
                .reconnectBackoff(SHORTEST_BACKOFF, LONGEST_BACKOFF)
                .connectTimeout(Duration.ofMillis(500))
                .writeTimeout(Duration.ofSeconds(5));
        return server.unixSocket()
                .filter(socket -> fault == Fault.NO_UNIX_SOCKET)
                .map(builder::unixSocket)
                .orElse(builder);
    }

    private void record(StatsdConnector statsd) {
        statsd.incr("line." + recorded++);
    }
}
