package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What had to wait goes to statsd 0.9.0 over UDP. Its socket has the system's default buffer, which holds about 92
 * datagrams; what comes while it is full is gone, and no one learns of it.
 */
@ExtendWith(Table.class)
@Tag("interop")
class SavedDatagramsTest {
    private static final int COUNTERS = 100_000;
    private static final double ENOUGH = 0.999;

    @TempDir
    Path folder;

    private ReferenceServer server;

    @BeforeEach
    void makeServer() throws Exception {
        server = ReferenceServer.adding(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void whatWasRecordedBeforeTheStartArrives(Scenario scenario) throws Exception {
        server.start();
        try (StatsdConnector statsd = connector().build()) {
            record(statsd, 0, COUNTERS);
            statsd.start();
            assertArrived(statsd, scenario);
        }
    }

    @Test
    void whatWasSavedInAnOutageArrives(Scenario scenario) throws Exception {
        try (StatsdConnector statsd = connector().build()) {
            statsd.start();
            record(statsd, 0, COUNTERS);
            awaitThat("it was refused").until(() -> statsd.stats().replayed() > 0);
            server.start();
            assertArrived(statsd, scenario);
        }
    }

    @Test
    void whatWasMergedArrives(Scenario scenario) throws Exception {
        server.start();
        try (StatsdConnector statsd = connector()
                .aggregation(Duration.ofSeconds(2))
                .maxSeries(2 * COUNTERS)
                .build()) {
            statsd.start();
            record(statsd, 0, COUNTERS);
            assertArrived(statsd, scenario);
        }
    }

    private StatsdConnector.Builder connector() {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .protocol(Protocol.UDP)
                .queueBytes(1 << 23) // 100,000 lines of 29 bytes
                .reconnectBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .stopTimeout(Faulty.PATIENCE);
    }

    private static void record(StatsdConnector statsd, int from, int to) {
        for (int i = from; i < to; i++) {
            statsd.incr("saved.series." + i);
        }
    }

    private void assertArrived(StatsdConnector statsd, Scenario scenario) throws Exception {
        awaitThat("all is sent").until(() -> statsd.stats().sent() >= COUNTERS);
        statsd.close();
        long[] last = {-1};
        awaitThat("the server has read what came")
                .pollInterval(Duration.ofMillis(500))
                .until(() -> last[0] == (last[0] = server.packets()));
        server.sigterm();

        scenario.assertClosed(statsd, COUNTERS);
        scenario.delivered(server.sum());
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(server.badLines()).isZero();
        assertThat(server.sum())
                .isGreaterThanOrEqualTo((long) (COUNTERS * ENOUGH))
                .isLessThanOrEqualTo(COUNTERS + COUNTERS / 100);
    }
}
