package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More calls of bound counters than the queue has room for: what it cannot take is added up, and nothing is dropped.
 */
@SuppressWarnings("try") // the end is part of the scenario
class BurstTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 4;
    private static final int CALLS = 50_000; // of each

    @ParameterizedTest
    @ValueSource(ints = {1024, 1 << 20})
    void threadsThatOnlyCountLoseNothing(int queueBytes) throws Exception {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(server.host())
                        .port(server.port())
                        .typePrefixes(false)
                        .queueBytes(queueBytes)
                        .build()) {
            statsd.start();
            count(statsd.counter("ones"), statsd.tagged(Tags.of("k", "v")).counter("twos"));
            statsd.close();
            server.awaitCounter("ones", THREADS * CALLS, PATIENCE);
            server.awaitCounter("twos;k=v", 2 * THREADS * CALLS, PATIENCE);
            assertThat(statsd.stats().droppedBy()).isEmpty();
            Ledger.assertClosed(statsd, 2 * THREADS * CALLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "long", "aggregated"})
    void countersBeyondTheMostSeriesLoseNothingEither(String kind) throws Exception {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start();
                StatsdConnector statsd = ofTenSeries(server, kind.equals("aggregated"))) {
            for (int i = 0; i < 20; i++) {
                statsd.counter("other" + i).incr();
            }
            statsd.start();
            String suffix = kind.equals("long") ? "x".repeat(600) : "";
            count(statsd.counter("ones" + suffix), statsd.counter("twos" + suffix));
            statsd.close();
            server.awaitCounter("ones" + suffix, THREADS * CALLS, PATIENCE);
            server.awaitCounter("twos" + suffix, 2 * THREADS * CALLS, PATIENCE);
            server.awaitCounter("other19", 1, PATIENCE);
            assertThat(statsd.stats().droppedBy()).isEmpty();
            Ledger.assertClosed(statsd, 2 * THREADS * CALLS + 20);
        }
    }

    @Test
    void whatIsCountedBeforeTheStartIsSentAfterIt() {
        try (StatsdServer server = StatsdServer.start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(server.host())
                        .port(server.port())
                        .typePrefixes(false)
                        .queueBytes(1024)
                        .build()) {
            Counter counter = statsd.counter("early");
            for (int i = 0; i < CALLS; i++) {
                counter.incr(3);
                counter.decr();
            }
            Ledger.assertBalanced(statsd, 2 * CALLS);
            statsd.start();
            assertThat(statsd.flush(PATIENCE)).isTrue();
            server.awaitCounter("early", 2 * CALLS, PATIENCE);
            statsd.close();
            assertThat(statsd.stats().droppedBy()).isEmpty();
            Ledger.assertClosed(statsd, 2 * CALLS);
        }
    }

    @Test
    void whatIsCountedAfterTheEndIsTooLate() {
        StatsdConnector statsd = StatsdConnector.builder().host("127.0.0.1").build();
        Counter counter = statsd.counter("late");
        statsd.close();
        counter.incr();
        assertThat(statsd.stats().droppedBy()).containsOnlyKeys(DropReason.CLOSED);
        Ledger.assertClosed(statsd, 1);
    }

    private static StatsdConnector ofTenSeries(StatsdServer server, boolean aggregated) {
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .typePrefixes(false)
                .queueBytes(1024)
                .maxSeries(10);
        return aggregated ? builder.aggregation(Duration.ofMillis(20)).build() : builder.build();
    }

    private static void count(Counter ones, Counter twos) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < CALLS; call++) {
                    ones.incr();
                    twos.incr(2);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
