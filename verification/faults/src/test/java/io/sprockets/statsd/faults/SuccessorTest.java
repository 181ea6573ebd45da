package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Confirmed delivery needs a second connection now and then. What happens to it must not harm the first one. */
@ExtendWith(Table.class)
class SuccessorTest {
    private static final int BATCH = 500; // lines, about 11 KB
    private static final int BATCHES = 40;
    private static final int BACKLOG = 1 << 16;

    private int recorded;

    /** Why there is no second connection. */
    enum Obstacle {
        NAME_IS_GONE,
        NAME_IS_ELSEWHERE,
        CONNECTS_ARE_REFUSED;

        void appear(StatsdServer server) throws IOException {
            switch (this) {
                case NAME_IS_GONE -> Hosts.forget();
                case NAME_IS_ELSEWHERE -> Hosts.name("127.0.0.2"); // where nobody listens
                case CONNECTS_ARE_REFUSED -> server.refuse();
            }
        }
    }

    @AfterEach
    void forgetHosts() throws IOException {
        Hosts.forget();
    }

    @ParameterizedTest
    @EnumSource
    void aHealthyConnectionIsUsedThoughNoOtherCanBeHad(Obstacle obstacle, Scenario scenario) throws IOException {
        try (StatsdServer server = StatsdServer.start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(Hosts.NAME)
                        .port(server.port())
                        .delivery(Delivery.CONFIRMED)
                        .backlogBytes(BACKLOG)
                        .build()) {
            Hosts.name(server.host());
            statsd.start();
            record(statsd, server);
            obstacle.appear(server);
            for (int i = 0; i < BATCHES; i++) {
                record(statsd, server);
            }
            if (obstacle != Obstacle.CONNECTS_ARE_REFUSED) {
                awaitThat("confirmed at the address in use")
                        .until(() -> statsd.stats().confirmed() >= recorded);
            }
            assertThat(statsd.stats().connected()).isTrue();
            server.recover();
            statsd.close();

            scenario.assertClosed(statsd, recorded);
            scenario.delivered(server.counters().size()).duplicates(server.linesReceived() - recorded);
            assertThat(server.counters()).hasSize(recorded);
            assertThat(server.linesReceived()).as("none twice").isEqualTo(recorded);
            assertThat(statsd.stats().dropped()).isZero();
            assertThat(statsd.stats().folded()).isZero();
        }
    }

    /**
     * A busy sender has work in each round; one that has none, and does not read, wakes up at once, again and again.
     */
    @Test
    void theSenderRestsThoughTheNextConnectionHasSomethingToRead(Scenario scenario) throws InterruptedException {
        CountDownLatch halfClosed = new CountDownLatch(1);
        Peer.Script chatty = visit -> {
            if (visit.number > 1) {
                halfClosed.await();
                visit.socket.getOutputStream().write("hello\n".getBytes(US_ASCII));
            }
            visit.readToEnd();
            halfClosed.countDown();
            visit.stay();
        };
        try (Peer server = Peer.start(chatty);
                StatsdConnector statsd = StatsdConnector.builder()
                        .host("127.0.0.1")
                        .port(server.port())
                        .delivery(Delivery.CONFIRMED)
                        .writeTimeout(Duration.ofSeconds(20)) // the old connection is half-closed all the time
                        .stopTimeout(Duration.ofSeconds(1))
                        .build()) {
            statsd.start();
            statsd.incr("line");
            halfClosed.await();
            double cpu = SenderCpu.during(Duration.ofSeconds(3), () -> {});
            statsd.close();

            scenario.assertClosed(statsd, 1);
            scenario.delivered(server.lines().stream().distinct().count());
            scenario.note("sender used %.1f %% of a core".formatted(cpu * 100));
            assertThat(cpu).as("part of a core that the sender used").isLessThan(0.1);
        }
    }

    /** Records lines, and waits for them at the server. */
    private void record(StatsdConnector statsd, StatsdServer server) {
        for (int i = 0; i < BATCH; i++) {
            statsd.incr("line." + recorded++);
        }
        awaitThat(recorded + " lines").until(() -> server.linesReceived() >= recorded);
    }
}
