package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners and logging backends throw whatever they like, each time, and the sender goes on. */
@ExtendWith(Table.class)
class ForeignCodeTest {
    private static final int LINES = 100;

    private StatsdServer server;
    private int recorded;
    private int invalid;

    @BeforeEach
    void startServer() {
        Log.clear();
        server = StatsdServer.start();
    }

    @AfterEach
    void stopServer() {
        Log.clear();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatThrowsHarmsNothing(Thrown thrown, Scenario scenario) {
        goThroughAnOutage(new Throwing(thrown), scenario);
    }

    @ParameterizedTest
    @EnumSource
    void aLogThatThrowsHarmsNothing(Thrown thrown, Scenario scenario) {
        Log.react(line -> thrown.now());
        goThroughAnOutage(ConnectorListener.NONE, scenario);
        assertThat(Log.lines()).as("it was tried").isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerAndALogThatThrowHarmNothing(Thrown thrown, Scenario scenario) {
        Log.react(line -> thrown.now());
        goThroughAnOutage(new Throwing(thrown), scenario);
    }

    /** Everything of which there is something to tell: a drop, a connection, its end, and all that once more. */
    private void goThroughAnOutage(ConnectorListener listener, Scenario scenario) {
        try (StatsdConnector statsd =
                Faulty.connector(server, Protocol.TCP).listener(listener).build()) {
            statsd.start();
            record(statsd);
            awaitAll();
            List<Thread> senders = Faulty.senders();
            for (int i = 0; i < 2; i++) {
                server.stop();
                awaitThat("it is gone")
                        .until(() ->
                                !statsd.stats().connected() || Faulty.senders().isEmpty());
                record(statsd);
                server.recover();
                awaitAll();
                record(statsd);
                awaitAll();
            }
            assertThat(Faulty.senders()).as("the same thread still").isEqualTo(senders);
            statsd.close();

            scenario.assertClosed(statsd, recorded + invalid);
            scenario.delivered(server.counters().size());
            assertThat(server.counters()).hasSize(recorded);
            assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(invalid);
            assertThat(statsd.stats().dropped()).isEqualTo(invalid);
            awaitThat("no thread is left").until(() -> Faulty.senders().isEmpty());
        }
    }

    /** Records some lines and one invalid metric. */
    private void record(StatsdConnector statsd) {
        for (int i = 0; i < LINES; i++) {
            statsd.incr("line." + recorded++);
        }
        statsd.incr("");
        invalid++;
    }

    private void awaitAll() {
        awaitThat("all so far, or the end of the sender")
                .until(() ->
                        server.counters().size() >= recorded || Faulty.senders().isEmpty());
        assertThat(Faulty.senders()).as("the sender lives").isNotEmpty();
    }

    private record Throwing(Thrown thrown) implements ConnectorListener {
        @Override
        public void connected(String server) {
            thrown.now();
        }

        @Override
        public void disconnected(String server, Exception reason) {
            thrown.now();
        }

        @Override
        public void dropped(DropReason reason, long metrics) {
            thrown.now();
        }
    }
}
