package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.Level;

/** What an operator reads: little, once, and nothing that is not so. */
@ExtendWith(Table.class)
class LogTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private StatsdServer server;
    private final long begun = System.nanoTime();

    @BeforeEach
    void startServer() {
        server = StatsdServer.start();
        Log.clear();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aHealthyLifeIsToldInOneLineForEachOfItsStations(Scenario scenario) {
        StatsdConnector statsd = connector().prefix("my.shop").build();
        statsd.start();
        Faulty.awaitConnected(statsd);
        statsd.incr("hits");
        statsd.close();
        scenario.assertClosed(statsd, 1);

        List<Log.Line> lines = Log.visible();
        assertThat(lines).as("start, connection, stop").hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.level()).isEqualTo(Level.INFO));
        assertThat(lines).allSatisfy(line -> assertThat(line.text()).contains(server.host() + ":" + server.port()));
        assertThat(lines.get(0).text())
                .containsIgnoringCase("tcp")
                .contains("my.shop")
                .containsIgnoringCase("statsd");
        assertThat(lines.get(2).text()).doesNotContain("1 metrics");
    }

    @Test
    void aConnectorThatIsDisabledSaysSoOnce(Scenario scenario) {
        StatsdConnector statsd = StatsdConnector.builder().enabled(false).build();
        statsd.start();
        statsd.incr("hits");
        statsd.close();
        scenario.assertClosed(statsd, 0);

        assertThat(Log.visible()).hasSize(1);
        assertThat(Log.visible().get(0).level()).isEqualTo(Level.INFO);
        assertThat(Log.visible().get(0).text()).contains("disabled");
    }

    @Test
    void aServerThatCannotBeReachedIsTellingWithoutATrace(Scenario scenario) {
        server.refuse();
        StatsdConnector statsd = connector().stopTimeout(SHORT).build();
        statsd.start();
        awaitThat("some attempts").until(() -> !Log.lines(Level.WARN).isEmpty());
        Faulty.during(Duration.ofSeconds(1), () -> {});
        statsd.incr("hits");
        statsd.close();
        scenario.assertClosed(statsd, 1);

        List<Log.Line> warnings = Log.lines(Level.WARN);
        assertThat(warnings.get(0).text()).contains("Exception");
        assertThat(warnings).allSatisfy(line -> assertThat(line.thrown()).isNull());
        assertThat(Log.lines(Level.DEBUG))
                .as("the trace is there for who wants it")
                .anySatisfy(line -> assertThat(line.thrown()).isNotNull());
        assertAtMostOnceAMinute();
    }

    @Test
    void aServerThatEndsEachConnectionIsToldOfOnceAMinute(Scenario scenario) {
        int ends = 30;
        try (Peer peer = Peer.start(visit -> visit.read(1))) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(peer.port())
                    .reconnectBackoff(Duration.ofMillis(20), Duration.ofMillis(40))
                    .stopTimeout(SHORT)
                    .build();
            statsd.start();
            int[] recorded = {0};
            Faulty.during(Duration.ofSeconds(3), () -> statsd.incr("line." + recorded[0]++));
            awaitThat("it has ended many").until(() -> {
                statsd.incr("line." + recorded[0]++);
                return statsd.stats().reconnects() >= ends;
            });
            statsd.close();
            scenario.assertClosed(statsd, recorded[0]);
            scenario.note("%d connections, %d lines in the log"
                    .formatted(peer.connections(), Log.visible().size()));

            assertAtMostOnceAMinute();
            assertThat(Log.visible())
                    .as("no trace for an orderly end")
                    .allSatisfy(line -> assertThat(line.thrown()).isNull());
        }
    }

    /** One was dropped a moment ago, and that is known; the thousand of the stop are told of all the same. */
    @Test
    void theLastLineCountsWhatTheStopHasDropped(Scenario scenario) {
        StatsdConnector statsd = connector().stopTimeout(SHORT).build();
        statsd.start();
        Faulty.awaitConnected(statsd);
        statsd.incr("");
        awaitThat("told of the drop")
                .until(() -> Log.visible().stream().anyMatch(line -> line.text().contains("INVALID")));
        server.stop();
        awaitThat("it is gone").until(() -> !statsd.stats().connected());
        for (int i = 0; i < 1_000; i++) {
            statsd.incr("hits");
        }
        statsd.close();
        scenario.assertClosed(statsd, 1_001);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(1_000);
        assertThat(Log.visible()).anySatisfy(line -> assertThat(line.text()).contains("CLOSED=1000"));
    }

    @Test
    void theEndOfAnOutageTellsWhatThatOutageHasCost(Scenario scenario) {
        StatsdConnector statsd = connector().build();
        statsd.start();
        Faulty.awaitConnected(statsd);
        for (int i = 0; i < 7; i++) {
            statsd.incr("");
        }
        server.stop();
        awaitThat("it is gone").until(() -> !statsd.stats().connected());
        statsd.incr("hits");
        int before = Log.visible().size();
        server.recover();
        awaitThat("it is back").until(() -> statsd.stats().connected() && server.linesReceived() > 0);
        awaitThat("told of the end").until(() -> Log.visible().size() > before);
        statsd.close();
        scenario.assertClosed(statsd, 8);
        assertThat(Log.visible().subList(before, Log.visible().size()))
                .as("seven were dropped before it")
                .noneSatisfy(line -> assertThat(line.text()).contains("7 metrics"));
    }

    /** It waits for nothing there, and a forgotten start is a common mistake. */
    @Test
    void aConnectorThatWasNeverStartedSaysWhatItsCloseHasDropped(Scenario scenario) {
        StatsdConnector statsd = connector().build();
        for (int i = 0; i < 10; i++) {
            statsd.incr("hits");
        }
        statsd.close();
        statsd.close();
        scenario.assertClosed(statsd, 10);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(10);
        assertThat(Log.lines(Level.WARN)).hasSize(1);
        assertThat(Log.lines(Level.WARN).get(0).text()).contains("10 metrics");
    }

    private StatsdConnector.Builder connector() {
        return Faulty.connector(server, Protocol.TCP);
    }

    private void assertAtMostOnceAMinute() {
        long minutes = (System.nanoTime() - begun) / 60_000_000_000L;
        Map<String, List<Log.Line>> kinds = Log.visible().stream().collect(Collectors.groupingBy(Log.Line::kind));
        assertThat(kinds)
                .allSatisfy((kind, lines) -> assertThat(lines).as(kind).hasSizeLessThanOrEqualTo((int) minutes + 1));
    }
}
