package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hundreds of services lose their server at the same moment, and come back, but not at the same moment. */
@ExtendWith(Table.class)
class ReturnTest {
    private static final int CONNECTORS = 300;
    private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(4);

    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());

    /**
     * The first delay is anything between nothing and the shortest backoff, so half of them come in the first half of
     * it.
     */
    @Test
    void threeHundredConnectorsSpreadTheirReturn(Scenario scenario) {
        CountDownLatch end = new CountDownLatch(1);
        try (Peer server = Peer.start(visit -> serve(visit, end))) {
            List<StatsdConnector> connectors = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTORS; i++) {
                    connectors.add(start(server));
                }
                awaitThat("all are there")
                        .until(() -> connectors.stream()
                                .allMatch(statsd -> statsd.stats().connected()));
                Faulty.during(SHORTEST_BACKOFF.plusSeconds(1), () -> {}); // each has had a good connection
                long begun = System.nanoTime();
                end.countDown();
                awaitThat("all are back").until(() -> arrivals.size() >= CONNECTORS);
                assertSpread(begun, scenario);
                connectors.forEach(statsd -> statsd.incr("hits"));
            } finally {
                connectors.stream().map(StatsdConnector::stop).toList().forEach(stop -> stop.join());
            }
            scenario.delivered(server.lines().size());
            connectors.forEach(statsd -> scenario.assertClosed(statsd, 1));
        }
    }

    private void assertSpread(long begun, Scenario scenario) {
        List<Long> sorted = arrivals.stream().sorted().toList();
        List<Long> quarters = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            quarters.add((sorted.get(CONNECTORS * i / 4 - 1) - begun) / 1_000_000);
        }
        scenario.note("a quarter, a half, three quarters and all are back after %s ms".formatted(quarters));
        assertThat(quarters.get(2)).as("three quarters of %s", quarters).isGreaterThan(SHORTEST_BACKOFF.toMillis() / 2);
        assertThat(quarters.get(2) - quarters.get(0))
                .as("the second and third quarter of %s", quarters)
                .isGreaterThan(SHORTEST_BACKOFF.toMillis() / 4);
    }

    private void serve(Peer.Visit visit, CountDownLatch end) throws java.io.IOException, InterruptedException {
        if (visit.number <= CONNECTORS) {
            end.await();
        } else {
            arrivals.add(System.nanoTime());
            visit.readToEnd();
        }
    }

    private static StatsdConnector start(Peer server) {
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .queueBytes(1 << 12)
                .reconnectBackoff(SHORTEST_BACKOFF, SHORTEST_BACKOFF.multipliedBy(2))
                .stopTimeout(Faulty.PATIENCE)
                .build();
        statsd.start();
        return statsd;
    }
}
