package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OverflowTest {
    private static final int CALLS = 200_000;

    @Test
    void block_losesNothingWhileTheServerReads() {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .queueBytes(4096)
                    .overflow(Overflow.block(Duration.ofSeconds(30)))
                    .build();
            statsd.start();
            for (int i = 0; i < CALLS; i++) {
                statsd.incr("hits");
            }
            statsd.close();
            assertThat(server.counter("counters.hits")).isEqualTo(CALLS);
            Ledger.assertClosed(statsd, CALLS);
        }
    }

    @Test
    void block_givesUpCountsItAndKeepsTheInterrupt() {
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .queueBytes(1024)
                .overflow(Overflow.block(Duration.ofMillis(5)))
                .build();
        int recorded = 0;
        while (statsd.stats().dropped(DropReason.QUEUE_FULL) == 0) {
            statsd.incr("hits");
            recorded++;
        }
        Thread.currentThread().interrupt();
        statsd.incr("hits");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(statsd.stats().dropped(DropReason.QUEUE_FULL)).isEqualTo(2);
        Ledger.assertBalanced(statsd, recorded + 1);
        statsd.close();
        Ledger.assertClosed(statsd, recorded + 1);
    }

    @Test
    void block_doesNotHoldUpTheThreadThatMakesRoom() throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            CompletableFuture<StatsdConnector> itself = new CompletableFuture<>();
            StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .queueBytes(1024)
                    .overflow(Overflow.block(Duration.ofHours(1)))
                    .stopTimeout(Duration.ofSeconds(10))
                    .listener(new ConnectorListener() {
                        @Override
                        public void connected(String server) {
                            for (int i = 0; i < 200; i++) {
                                itself.join().incr("connections");
                            }
                        }
                    })
                    .build();
            itself.complete(statsd);
            statsd.start();
            server.awaitLines(1, Duration.ofMinutes(1));
            statsd.stop().get(1, TimeUnit.MINUTES);
            assertThat(statsd.stats().dropped(DropReason.QUEUE_FULL)).isPositive();
            Ledger.assertClosed(statsd, 200);
        }
    }

    @Test
    void dropNewest_keepsAsMuchAsTheBacklogMayHold() {
        StatsdConnector statsd = StatsdConnector.builder()
                .unixSocket(Path.of("/no/such/socket"))
                .overflow(Overflow.block(Duration.ofMinutes(1)))
                .backlogBytes(Long.MAX_VALUE)
                .stopTimeout(Duration.ZERO)
                .build();
        statsd.start();
        int recorded = 300_000; // more than the queue and some chunks of a backlog hold
        for (int i = 0; i < recorded; i++) {
            statsd.incr("one.of.many.counters");
        }
        assertThat(statsd.stats().folded()).isZero();
        assertThat(statsd.stats().pending()).isEqualTo(recorded);
        statsd.close();
        Ledger.assertClosed(statsd, recorded);
    }

    @Test
    void block_refusesNoTime() {
        assertThatThrownBy(() -> Overflow.block(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }
}
