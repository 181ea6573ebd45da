package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final long ENOUGH = COUNTERS / 1000 * 999; // 99.9 %
    private static final int ATTEMPTS = 5;
    private static final long MUCH = 500; // milliseconds without a processor; where nothing else runs 100 to 150

    @TempDir
    Path folder;

    @Test
    void whatWasRecordedBeforeTheStartArrives(Scenario scenario) throws Exception {
        assertArrives(scenario, server -> {
            server.start();
            StatsdConnector statsd = connector(server).build();
            record(statsd, 0, COUNTERS);
            statsd.start();
            return statsd;
        });
    }

    @Test
    void whatWasSavedInAnOutageArrives(Scenario scenario) throws Exception {
        assertArrives(scenario, server -> {
            StatsdConnector statsd = connector(server).build();
            statsd.start();
            record(statsd, 0, COUNTERS);
            awaitThat("it was refused").until(() -> statsd.stats().replayed() > 0);
            server.start();
            return statsd;
        });
    }

    @Test
    void whatWasMergedArrives(Scenario scenario) throws Exception {
        assertArrives(scenario, server -> {
            server.start();
            StatsdConnector statsd = connector(server)
                    .aggregation(Duration.ofSeconds(2))
                    .maxSeries(2 * COUNTERS)
                    .build();
            statsd.start();
            record(statsd, 0, COUNTERS);
            return statsd;
        });
    }

    private static StatsdConnector.Builder connector(ReferenceServer server) {
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

    /**
     * Asserts that nearly all arrives. A server that gets no processor for longer than its buffer lasts loses what
     * comes meanwhile, whoever sends it; so where it had to wait for one, the scenario is begun again.
     */
    private void assertArrives(Scenario scenario, Sending sending) throws Exception {
        long arrived = 0;
        boolean again = true;
        for (int attempt = 0; again && attempt < ATTEMPTS; attempt++) {
            try (ReferenceServer server = ReferenceServer.adding(Files.createTempDirectory(folder, "server"));
                    StatsdConnector statsd = sending.to(server)) {
                awaitAll(statsd, server);
                long waited = server.millisWithoutProcessor();
                server.sigterm();
                assertAccounted(statsd, server, scenario);
                arrived = server.sum();
                again = arrived < ENOUGH && waited >= MUCH;
                scenario.note("the server waited %d ms for a processor".formatted(waited));
            }
        }
        assertThat(arrived).isBetween(ENOUGH, COUNTERS + COUNTERS / 100L);
    }

    private static void awaitAll(StatsdConnector statsd, ReferenceServer server) {
        awaitThat("all is sent").until(() -> statsd.stats().sent() >= COUNTERS);
        statsd.close();
        long[] last = {-1};
        awaitThat("the server has read what came")
                .pollInterval(Duration.ofMillis(500))
                .until(() -> last[0] == (last[0] = server.packets()));
    }

    private static void assertAccounted(StatsdConnector statsd, ReferenceServer server, Scenario scenario) {
        scenario.assertClosed(statsd, COUNTERS);
        scenario.delivered(server.sum());
        assertThat(statsd.stats().dropped()).isZero();
        assertThat(server.badLines()).isZero();
    }

    /** Starts a server and a connector, and records. */
    private interface Sending {
        StatsdConnector to(ReferenceServer server) throws Exception;
    }
}
