package io.sprockets.statsd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Waiting for what is on its way, and what is said when it does not come. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WaitsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StatsdServer server = StatsdServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void awaitCounter_waitsForTheTotalAndNotForTheFirstMetric() throws Exception {
        try (TestClient client = TestClient.tcp(server)) {
            Thread waiting = new Thread(() -> server.awaitCounter("orders", 3, LONG));
            waiting.start();
            client.send("orders:1|c\n");
            server.await("orders", LONG);
            assertThat(waiting.isAlive()).isTrue();
            client.send("orders:1|c|@0.5\n");
            waiting.join();
        }
        assertThat(server.counter("orders")).isEqualTo(3);
    }

    @Test
    void awaitCounter_forgivesWhatAddingFractionsGetsWrong() throws IOException {
        send("share:0.1|c\nshare:0.1|c\nshare:0.1|c\n", 3);
        server.awaitCounter("share", 0.3, Duration.ZERO);
    }

    @Test
    void awaitCounter_tellsTheTotal_whenItIsAnother() throws IOException {
        send("orders:4|c\n", 1);

        assertThatThrownBy(() -> server.awaitCounter("orders", 3, Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("waited PT0S for the counter \"orders\" to be 3, but it is 4.\n");
    }

    @Test
    void awaitCounter_namesTheSeriesThatCame_whenItIsAnotherType() throws IOException {
        send("orders:4|g\n", 1);

        assertThatThrownBy(() -> server.awaitCounter("orders", 4, Duration.ZERO))
                .hasMessageContaining(
                        "did not arrive. The most similar of the 1 series that did:\n  \"orders\", gauge\n");
    }

    @Test
    void await_waitsForACondition() throws Exception {
        try (TestClient client = TestClient.tcp(server)) {
            Thread waiting = new Thread(() -> server.await(s -> s.timer("t") == 2 && s.gauge("g") == 5, LONG));
            waiting.start();
            client.send("t:1|ms\ng:4|g\n");
            client.send("t:2|ms\ng:5|g\n");
            waiting.join();
        }
        assertThatThrownBy(() -> server.await(s -> s.timer("t") == 3, Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("waited PT0S for a condition: 4 lines arrived (0 bad)");
    }

    @Test
    void await_namesTheNearestSeries_behindFiftyOthers() throws IOException {
        StringBuilder lines = new StringBuilder("shop.counters.orders.placed:1|c|#region:eu\n");
        for (int i = 0; i < 50; i++) {
            lines.append("shop.timers.handlers.").append(i).append(":1|ms\n");
        }
        send(lines.toString(), 51);

        assertThatThrownBy(() -> server.await("shop.counters.orders.placed", Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\n  \"shop.counters.orders.placed;region=eu\", counter\n");
        assertThatThrownBy(() -> server.await("orders.placed", Duration.ZERO)).hasMessageContaining("""
            The most similar of the 51 series that did:
              "shop.counters.orders.placed;region=eu", counter
            """);
        assertThatThrownBy(() -> server.await("shop.counters.order.placd;region=eu", Duration.ZERO))
                .hasMessageContaining("that did:\n  \"shop.counters.orders.placed;region=eu\", counter\n");
    }

    @Test
    void await_hasNothingToName_whenNothingCame() {
        assertThatThrownBy(() -> server.await("orders", Duration.ZERO)).hasMessage("""
            waited PT0S for "orders", which did not arrive.
            0 lines arrived (0 bad), 0 metrics taken, 0 lines retained, 0 connections open\
            """);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void counter_saysOnceWhatCame_whenTheNameIsWrong() throws IOException {
        send("orders.placed:1|c\nload:1|g\n", 2);

        String said = saidBy(() -> {
            assertThat(server.counter("orders.placd")).isZero();
            assertThat(server.counter("orders.placd")).isZero();
            assertThat(server.counter("load")).isZero();
            assertThat(server.gauge("load")).isEqualTo(1);
            assertThat(server.counter("orders.placed")).isEqualTo(1);
        });

        assertThat(said.lines())
                .containsExactly(
                        "StatsdServer: no counter \"orders.placd\" has arrived. The most similar that have:",
                        "  \"orders.placed\", counter",
                        "  \"load\", gauge",
                        "StatsdServer: no counter \"load\" has arrived. The most similar that have:",
                        "  \"load\", gauge",
                        "  \"orders.placed\", counter");
    }

    private static String saidBy(Runnable body) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            body.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private void send(String text, int lines) throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send(text);
            server.awaitLines(lines, LONG);
        }
    }
}
