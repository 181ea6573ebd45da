package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something between the connector and its agent pins a source port to an agent that is gone, and refuses nothing. */
@ExtendWith(Table.class)
class UdpFlowTest {
    private int recorded;

    @AfterEach
    void forgetHosts() throws IOException {
        Hosts.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", Hosts.NAME})
    void aNewSourcePortReachesTheAgentThatIsThere(String host, Scenario scenario) throws IOException {
        Hosts.name("127.0.0.1");
        try (StatsdServer gone = StatsdServer.start();
                StatsdServer there = StatsdServer.start();
                UdpRelay relay = UdpRelay.to(Faulty.loopback(1, gone.port()));
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(host)
                        .port(relay.port())
                        .protocol(Protocol.UDP)
                        .resolveEvery(Duration.ofMillis(200))
                        .build()) {
            statsd.start();
            recordUntil("the agent has lines", gone, statsd);
            relay.send(Faulty.loopback(1, there.port()));
            gone.refuse();
            recordUntil("the next agent has lines", there, statsd);
            statsd.close();
            long first = gone.linesReceived();
            awaitThat("the last line").until(() -> there.counter("counters.line." + (recorded - 1)) == 1);
            long lost = recorded - first - there.linesReceived();

            scenario.assertClosed(statsd, recorded);
            scenario.delivered(recorded - lost);
            scenario.note("%d source ports, %d lines gone with the old one".formatted(relay.flows(), lost));
            assertThat(relay.flows()).isGreaterThan(1);
            assertThat(statsd.stats().dropped()).isZero();
        }
    }

    private void recordUntil(String what, StatsdServer server, StatsdConnector statsd) {
        awaitThat(what).until(() -> {
            statsd.incr("line." + recorded++);
            return server.linesReceived() > 0;
        });
    }
}
