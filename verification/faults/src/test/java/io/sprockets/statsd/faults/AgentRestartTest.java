package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent on the same machine is restarted; nothing but UDP's own errors says so. */
@ExtendWith(Table.class)
class AgentRestartTest {
    private static final int RESTARTS = 10;
    private static final int LINES_PER_SECOND = 5_000;
    private static final int LINES_PER_OUTAGE = 1_000;

    /** Recorded while the port was closed for certain. */
    private record Outage(int from, int to) {}

    @Test
    void aUdpAgentIsRestartedTenTimesUnderLoad(Scenario scenario) {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = Faulty.connector(server, Protocol.UDP).build();
            statsd.start();
            List<Outage> outages = new ArrayList<>();
            Load load = Load.start(statsd, 1, LINES_PER_SECOND);
            server.awaitLines(LINES_PER_OUTAGE, Faulty.PATIENCE);
            for (int i = 0; i < RESTARTS; i++) {
                outages.add(outage(server, statsd, load));
            }
            load.close();
            statsd.close();
            Faulty.readDatagrams(server);

            Arrivals arrivals = new Arrivals(server.lines(), load.counts());
            scenario.assertClosed(statsd, load.recorded());
            scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
            scenario.note("%d lines were lost in the socket of an agent that ended".formatted(arrivals.missing()));
            assertThat(outages)
                    .allSatisfy(outage -> assertThat(arrivals.missing(0, outage.from, outage.to))
                            .as("lost while the port was closed: %s", outage)
                            .isZero());
            assertThat(arrivals.unknown()).isEmpty();
            assertThat(arrivals.late()).isZero();
            assertThat(statsd.stats().dropped()).isZero();
        }
    }

    @Test
    void nothingIsLostIfTheUdpAgentHadReadAllBeforeItEnded(Scenario scenario) {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = Faulty.connector(server, Protocol.UDP).build();
            statsd.start();
            int recorded = 0;
            for (int i = 0; i < RESTARTS; i++) {
                recorded = record(statsd, recorded, LINES_PER_OUTAGE);
                int all = recorded;
                awaitThat("the agent has read all")
                        .until(() -> server.counters().size() >= all);
                server.refuse();
                recorded = record(statsd, recorded, LINES_PER_OUTAGE);
                awaitThat("the sender knows").until(() -> !statsd.stats().connected());
                recorded = record(statsd, recorded, LINES_PER_OUTAGE);
                server.recover();
            }
            int all = recorded;
            awaitThat("every line").until(() -> server.counters().size() >= all);
            statsd.close();
            Faulty.readDatagrams(server);

            scenario.assertClosed(statsd, recorded);
            scenario.delivered(server.counters().size() - 1).duplicates(server.linesReceived() - 1 - recorded);
            assertThat(server.counters()).hasSize(recorded + 1); // and the last datagram
            assertThat(statsd.stats().sent()).isEqualTo(recorded);
            assertThat(server.badLines()).isEmpty();
        }
    }

    /** Records counters with names of their own. Returns the number of the next one. */
    private static int record(StatsdConnector statsd, int first, int count) {
        for (int i = 0; i < count; i++) {
            statsd.incr("line." + (first + i));
        }
        return first + count;
    }

    /** The number of the last line that the agent has read. They come in order. */
    private static double lastRead(StatsdServer server) {
        return server.gauge("gauges.caller.0");
    }

    private static Outage outage(StatsdServer server, StatsdConnector statsd, Load load) {
        server.refuse();
        int from = load.count(0) + 1; // one call may have begun before
        awaitThat("the sender knows").until(() -> !statsd.stats().connected());
        awaitThat("an outage").until(() -> load.count(0) >= from + LINES_PER_OUTAGE);
        int to = load.count(0);
        server.recover();
        awaitThat("all of it is read").until(() -> lastRead(server) >= to); // what the next end finds unread is lost
        return new Outage(from, to);
    }
}
