package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.PATIENCE;
import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was recorded before a close is delivered by it. */
@ExtendWith(Table.class)
class CloseTest {
    private static final int INCREMENTS = 1_000;
    private static final int MERGED = 20_000;

    @TempDir
    Path folder;

    private StatsdServer server;

    @BeforeEach
    void startServer() {
        server = StatsdServer.builder().unixSocket(folder.resolve("socket")).start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void aCloseRightAfterAThousandIncrementsDeliversThem(Protocol protocol, Scenario scenario) {
        StatsdConnector statsd = connector(protocol).build();
        statsd.start();
        Faulty.awaitThat("running").until(() -> Faulty.senders().size() == 1);
        increment(statsd, INCREMENTS);
        statsd.close();
        assertDelivered(statsd, INCREMENTS, scenario);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void aCloseBeforeThereIsAConnectionDeliversAThousandIncrements(Protocol protocol, Scenario scenario) {
        server.stop();
        StatsdConnector statsd = connector(protocol).build();
        increment(statsd, INCREMENTS / 2);
        statsd.start();
        increment(statsd, INCREMENTS / 2);
        CompletableFuture<?> stopped = statsd.stop();
        server.recover();
        stopped.join();
        statsd.close();
        assertDelivered(statsd, INCREMENTS, scenario);
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP", "UNIX"})
    void aggregatedIncrementsAreCountedExactly(Protocol protocol, Scenario scenario) {
        StatsdConnector statsd =
                connector(protocol).aggregation(Duration.ofMillis(20)).build();
        statsd.start();
        for (int i = 1; i <= 10; i++) {
            increment(statsd, MERGED / 10);
            int lines = i;
            if (i < 10) {
                awaitThat("a flush").until(() -> server.linesReceived() >= lines);
            }
        }
        statsd.close();
        assertDelivered(statsd, MERGED, scenario);
        assertThat(statsd.stats().sent()).isBetween(10L, MERGED / 10L);
    }

    /** A laptop without a server: nobody has ever been there, and a few attempts show that nobody is now. */
    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void aCloseDoesNotWaitLongForAServerThatWasNeverThere(Protocol protocol, Scenario scenario) throws Exception {
        server.stop();
        StatsdConnector statsd =
                connector(protocol).stopTimeout(Duration.ofHours(1)).build();
        statsd.start();
        increment(statsd, INCREMENTS);
        statsd.stop().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        scenario.assertClosed(statsd, INCREMENTS);
        assertThat(statsd.stats().dropped(DropReason.CLOSED)).isEqualTo(INCREMENTS);
    }

    /** One that was there is perhaps restarted. */
    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX"})
    void aCloseWaitsForAServerThatMayComeBack(Protocol protocol, Scenario scenario) {
        StatsdConnector statsd = connector(protocol).build();
        statsd.start();
        Faulty.awaitConnected(statsd);
        server.stop();
        awaitThat("it is gone").until(() -> !statsd.stats().connected());
        increment(statsd, INCREMENTS);
        CompletableFuture<?> stopped = statsd.stop();
        Faulty.during(Duration.ofSeconds(1), () -> {});
        assertThat(stopped).isNotDone();
        server.recover();
        stopped.join();
        assertDelivered(statsd, INCREMENTS, scenario);
    }

    private void assertDelivered(StatsdConnector statsd, int recorded, Scenario scenario) {
        awaitThat("all").until(() -> server.counter("counters.hits") >= recorded);
        Faulty.readDatagrams(server);
        scenario.assertClosed(statsd, recorded);
        scenario.delivered((long) server.counter("counters.hits"));
        assertThat(server.counter("counters.hits")).isEqualTo(recorded);
        assertThat(statsd.stats().dropped()).isZero();
    }

    private StatsdConnector.Builder connector(Protocol protocol) {
        StatsdConnector.Builder builder = Faulty.connector(server, protocol);
        return protocol == Protocol.UNIX ? builder.unixSocket(folder.resolve("socket")) : builder;
    }

    private static void increment(StatsdConnector statsd, int times) {
        for (int i = 0; i < times; i++) {
            statsd.incr("hits");
        }
    }
}
