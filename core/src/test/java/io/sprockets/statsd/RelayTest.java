package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayTest {

    @Test
    void lines_arePassedOnAsTheyAre() {
        List<String> lines = List.of(
                "a b/c:1:2|c|@0.5|#k:v,flag|c:ci-1|T1656581400",
                "n;x=y:+3|g",
                "n,x=y:0.1|ms",
                "_e{5,4}:title|text|#a:b",
                "_sc|up|0|m:fine",
                "gr\u00f6\u00dfe:1|c");
        try (StatsdServer server = StatsdServer.start();
                StatsdConnector statsd = StatsdConnector.builder()
                        .host(server.host())
                        .port(server.port())
                        .prefix("not.before.these")
                        .constantTags(Tags.of("not", "these"))
                        .build()) {
            statsd.start();
            lines.forEach(statsd::relay);
            server.awaitLines(lines.size(), Duration.ofSeconds(30));

            assertThat(server.lines()).isEqualTo(lines);
        }
    }

    @Test
    void texts_thatAreNoLine_areDropped() {
        try (StatsdConnector statsd =
                StatsdConnector.builder().host("127.0.0.1").build()) {
            List.of("", "a:1", "nothing", "a:1|c\nb:2|c", "a:1|c\r", "a\u0000:1|c")
                    .forEach(statsd::relay);

            assertThat(statsd.stats().dropped(DropReason.INVALID)).isEqualTo(6);
            assertThat(statsd.stats().recorded()).isEqualTo(6);
        }
    }
}
