package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's name means nothing at first, then an address where nobody is, and then another one. */
@ExtendWith(Table.class)
class LookupTest {
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private StatsdServer server;
    private int recorded;

    @BeforeEach
    void startServer() throws IOException {
        server = StatsdServer.start();
        Hosts.forget();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        Hosts.forget();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void aNameThatIsUnknownAndThenMovesIsFound(Protocol protocol, Scenario scenario) throws IOException {
        StatsdConnector statsd = Faulty.connector(server, protocol)
                .host(Hosts.NAME)
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
                .build();
        statsd.start();
        double unknown = SenderCpu.during(PERIOD, () -> record(statsd));
        assertThat(statsd.stats().connected()).isFalse();
        Hosts.name(ELSEWHERE); // nothing listens there
        double elsewhere = SenderCpu.during(PERIOD, () -> record(statsd));
        Hosts.name(server.host());
        awaitThat("it is found").until(() -> server.linesReceived() > 0);
        statsd.close();

        awaitThat("every line").until(() -> server.counters().size() >= recorded);
        scenario.assertClosed(statsd, recorded);
        scenario.delivered(server.counters().size()).duplicates(server.linesReceived() - recorded);
        scenario.note("sender used %.1f %%, then %.1f %% of a core".formatted(unknown * 100, elsewhere * 100));
        assertThat(server.counters()).hasSize(recorded);
        assertThat(server.badLines()).isEmpty();
        assertThat(unknown).isLessThan(0.05);
        assertThat(elsewhere).isLessThan(0.05);
    }

    @Test
    void aUdpServerThatMovesIsFollowed(Scenario scenario) throws IOException {
        Hosts.name(ELSEWHERE);
        try (DatagramChannel old = DatagramChannel.open()) {
            old.bind(Faulty.loopback(2, server.port())).configureBlocking(false);
            StatsdConnector statsd = Faulty.connector(server, Protocol.UDP)
                    .host(Hosts.NAME)
                    .resolveEvery(Duration.ofMillis(100))
                    .build();
            statsd.start();
            ByteBuffer there = ByteBuffer.allocate(1 << 20);
            awaitThat("the first address").until(() -> {
                record(statsd);
                return receive(old, there) > 0;
            });
            Hosts.name(server.host());
            awaitThat("the second address").until(() -> {
                record(statsd);
                return server.linesReceived() > 0;
            });
            statsd.close();
            Faulty.readDatagrams(server);
            awaitThat("the rest is read").until(() -> receive(old, there) == 0);
            String first = UTF_8.decode(there.flip()).toString();
            long firstLines = first.lines().count();
            long secondLines = server.linesReceived() - 1;
            scenario.assertClosed(statsd, recorded);
            scenario.delivered(recorded).duplicates(firstLines + secondLines - recorded);
            scenario.note("%d lines at the first address, %d at the second".formatted(firstLines, secondLines));
            for (int i = 0; i < recorded; i++) {
                String name = "counters.line." + i;
                assertThat(first.contains(name + ":") || server.counter(name) > 0)
                        .as(name)
                        .isTrue();
            }
        }
    }

    private void record(StatsdConnector statsd) {
        statsd.incr("line." + recorded++);
    }

    private static int receive(DatagramChannel channel, ByteBuffer into) throws IOException {
        int before = into.position();
        channel.receive(into);
        return into.position() - before;
    }
}
