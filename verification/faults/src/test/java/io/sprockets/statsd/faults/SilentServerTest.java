package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that read every line and do not answer a half-close. No answer does not mean that nothing was read. */
@ExtendWith(Table.class)
class SilentServerTest {
    private static final Duration WRITE_TIMEOUT = Duration.ofMillis(500);
    private static final Duration MANY_TIMEOUTS = Duration.ofSeconds(9);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private int recorded;

    @BeforeEach
    void clearLog() {
        Log.clear();
    }

    @Test
    void aServerThatNeverEndsAHalfClosedConnectionGetsALineTwiceAtMost(Scenario scenario) throws Exception {
        try (Peer server = Peer.start(SilentServerTest::readAndStay);
                StatsdConnector statsd = confirmed(server).build()) {
            statsd.start();
            record(statsd);
            Faulty.during(MANY_TIMEOUTS, () -> {});

            assertThat(server.times("counters.line.0:1|c")).isBetween(1L, 2L);
            finish(server, statsd, scenario);
        }
    }

    @Test
    void aLoadOnSuchAServerGoesOnUnconfirmed(Scenario scenario) throws Exception {
        try (Peer server = Peer.start(SilentServerTest::readAndStay);
                StatsdConnector statsd = confirmed(server).build()) {
            statsd.start();
            Faulty.during(MANY_TIMEOUTS, () -> record(statsd));
            int known = recorded;
            Faulty.during(MANY_TIMEOUTS.dividedBy(3), () -> record(statsd));
            awaitThat("the last line").until(() -> server.times(line(recorded - 1)) > 0);

            assertThat(server.lines().stream().distinct()).hasSize(recorded);
            for (int i = 0; i < recorded; i++) {
                assertThat(server.times(line(i))).as(line(i)).isBetween(1L, i < known ? 2L : 1L);
            }
            assertThat(statsd.stats().dropped()).isZero();
            assertThat(statsd.stats().connected()).isTrue();
            finish(server, statsd, scenario);
        }
    }

    @Test
    void aServerThatAnswersLaterThanTheWriteTimeoutGetsALineTwiceAtMost(Scenario scenario) throws Exception {
        Peer.Script late = visit -> {
            visit.readToEnd();
            Faulty.during(WRITE_TIMEOUT.multipliedBy(3), () -> {});
        };
        try (Peer server = Peer.start(late);
                StatsdConnector statsd = confirmed(server).build()) {
            statsd.start();
            record(statsd);
            Faulty.during(MANY_TIMEOUTS, () -> {});

            assertThat(server.times("counters.line.0:1|c")).isBetween(1L, 2L);
            statsd.close();
            scenario.assertClosed(statsd, recorded);
            scenario.delivered(1).duplicates(server.times("counters.line.0:1|c") - 1);
        }
    }

    private void finish(Peer server, StatsdConnector statsd, Scenario scenario) throws Exception {
        StopReport report = statsd.stop().get(STOP_TIMEOUT.plus(Faulty.PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        scenario.assertClosed(statsd, recorded);
        List<String> lines = server.lines();
        long delivered = lines.stream().distinct().count();
        scenario.delivered(delivered).duplicates(lines.size() - delivered);
        scenario.note("%d connections".formatted(server.connections()));
        assertThat(delivered).isEqualTo(recorded);
        assertThat(report.confirmed()).isFalse();
        assertThat(statsd.stats().confirmed())
                .as("confirmed by a server that said nothing")
                .isZero();
        assertThat(Log.visible())
                .as("said once that this server does not confirm")
                .filteredOn(line -> line.text().contains("confirm"))
                .hasSize(1);
    }

    private static void readAndStay(Peer.Visit visit) throws java.io.IOException, InterruptedException {
        visit.readToEnd();
        visit.stay();
    }

    private static StatsdConnector.Builder confirmed(Peer server) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .delivery(Delivery.CONFIRMED)
                .writeTimeout(WRITE_TIMEOUT)
                .stopTimeout(STOP_TIMEOUT)
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50));
    }

    private void record(StatsdConnector statsd) {
        statsd.incr("line." + recorded++);
    }

    private static String line(int number) {
        return "counters.line." + number + ":1|c";
    }
}
