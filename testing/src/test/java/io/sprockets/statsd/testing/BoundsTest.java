package io.sprockets.statsd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, the server keeps a bounded part of it and counts the rest. */
class BoundsTest {

    @Test
    void line_isCutAndBadWhenItIsTooLong() throws IOException {
        try (StatsdServer server = StatsdServer.builder().maxLineBytes(10).start()) {
            sendAll(server, "exact:12|c\r\n" + "longer:12|c\n" + "x".repeat(1 << 20) + "\nexact:13|c\n");

            assertThat(server.lines()).containsExactly("exact:12|c", "longer:12|", "xxxxxxxxxx", "exact:13|c");
            assertThat(server.badLines()).extracting(BadLine::reason).containsOnly("longer than 10 bytes");
            assertThat(server.badLineCount()).isEqualTo(2);
            assertThat(server.counter("exact")).isEqualTo(25);
        }
    }

    @Test
    void unterminatedLine_isCutWhenItIsTooLong() throws IOException {
        try (StatsdServer server = StatsdServer.builder().maxLineBytes(10).start()) {
            sendAll(server, "x".repeat(1 << 20));

            assertThat(server.badLines()).containsExactly(new BadLine("xxxxxxxxxx", "unterminated last line"));
        }
    }

    @Test
    void totals_keepTheFirstSeriesAndCountTheRest() throws IOException {
        try (StatsdServer server = StatsdServer.builder().maxSeries(2).start()) {
            sendAll(server, "a:1|c\nb:1|g\nc:1|c\nd:1|ms\na:1|c\ns:x|s\n");

            assertThat(server.counters()).containsOnlyKeys("a");
            assertThat(server.counter("a")).isEqualTo(2);
            assertThat(server.gauges()).containsOnlyKeys("b");
            assertThat(server.timers()).isEmpty();
            assertThat(server.sets()).isEmpty();
            assertThat(server.metricsBeyondMaxSeries()).isEqualTo(3);
            assertThat(server.metrics()).hasSize(6);
        }
    }

    @Test
    void sets_keepTheFirstMembers() throws IOException {
        try (StatsdServer server = StatsdServer.builder().maxSeries(2).start()) {
            sendAll(server, "s:x|s\ns:y|s\ns:z|s\ns:x|s\n");

            assertThat(server.sets().get("s")).containsExactly("x", "y");
            assertThat(server.metricsBeyondMaxSeries()).isEqualTo(1);
        }
    }

    @Test
    void lines_keepTheFirstAndCountTheRest() throws IOException {
        try (StatsdServer server = StatsdServer.builder().retainedLines(2).start()) {
            sendAll(server, "a:1|c\nb:1|c\nc:1|c\nbad\n");

            assertThat(server.lines()).containsExactly("a:1|c", "b:1|c");
            assertThat(server.metrics()).hasSize(2);
            assertThat(server.linesReceived()).isEqualTo(4);
            assertThat(server.counters()).containsOnlyKeys("a", "b", "c");
        }
    }

    @Test
    void lines_areNotKeptAtAllWhenNoneIsRetained() throws IOException {
        try (StatsdServer server = StatsdServer.builder().retainedLines(0).start()) {
            sendAll(server, "a:1|c\nbad\n");

            assertThat(server.lines()).isEmpty();
            assertThat(server.counter("a")).isEqualTo(1);
            assertThat(server.badLines()).extracting(BadLine::line).containsExactly("bad");
            assertThatThrownBy(() -> server.take(Duration.ZERO)).hasMessageContaining("0 lines retained");
        }
    }

    @Test
    void builder_namesTheSettingThatIsOutOfRange() {
        assertThatThrownBy(StatsdServer.builder().port(70_000)::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port 70000 is not in 0..65535");
        assertThatThrownBy(StatsdServer.builder().maxLineBytes(0)::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("maxLineBytes 0");
        assertThatThrownBy(StatsdServer.builder().tcp(false).udp(false)::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tcp and udp are off and there is no unixSocket");
    }

    /** Sends and waits until the server has read everything. */
    private static void sendAll(StatsdServer server, String text) throws IOException {
        try (TestClient client = TestClient.tcp(server)) {
            client.send(text);
            client.halfClose();
            assertThat(client.read()).isEqualTo(-1);
        }
    }
}
