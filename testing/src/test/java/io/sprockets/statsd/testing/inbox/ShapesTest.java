package io.sprockets.statsd.testing.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.LineSplitter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast way to the totals must answer what the parser would have said. */
class ShapesTest {
    private static final List<String> NAMES = List.of("a", "b.c", "é", "t,k=v", "t;k=v", "t[k=v]");
    private static final List<String> VALUES = List.of(
            "1", "-2", "+3", "0.5", "-0.25", "1.", ".5", "12345678901234567890", "1e3", "", "-", ".", "x", "1:2");
    private static final List<String> TYPES = List.of("c", "g", "ms", "h", "d", "m", "s", "q");
    private static final List<String> FIELDS = List.of("", "|@0.5", "|@0.1", "|#k:v", "|@0.5|#k", "|T12", "|x", "|@");

    private static final SocketAddress SENDER = new InetSocketAddress(1);

    private final Random random = new Random(7);
    private final Inbox inbox = new Inbox(new Retention(1_000, 10_000, 0, Parser.LENIENT));
    private final Totals parsed = new Totals(10_000);
    private long bad;

    @Test
    void totals_areTheSameAsThoseOfTheParser() {
        LineSplitter splitter = new LineSplitter(1_000);
        for (int i = 0; i < 100_000; i++) {
            byte[] line = (any(NAMES) + ":" + any(VALUES) + "|" + any(TYPES) + any(FIELDS)).getBytes(UTF_8);
            inbox.packet(SENDER, splitter, line, line.length);
            if (Parser.LENIENT.parse(line, 0, line.length) instanceof ParsedLine.Metrics several) {
                several.metrics().forEach(parsed::add);
            } else {
                bad++;
            }
        }
        assertThat(inbox.received().totals().counters())
                .isEqualTo(parsed.counters())
                .isNotEmpty();
        assertThat(inbox.received().totals().gauges())
                .isEqualTo(parsed.gauges())
                .isNotEmpty();
        assertThat(inbox.received().totals().timers())
                .isEqualTo(parsed.timers())
                .isNotEmpty();
        assertThat(inbox.received().totals().sets()).isEqualTo(parsed.sets()).isNotEmpty();
        assertThat(inbox.received().badLineCount()).isEqualTo(bad).isPositive();
    }

    @Test
    void series_areToldApartWhenThereAreMany() {
        LineSplitter splitter = new LineSplitter(1_000);
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 9_000; i++) {
                byte[] line = ("series." + i + ":" + i + "|c").getBytes(UTF_8);
                inbox.packet(SENDER, splitter, line, line.length);
            }
        }
        assertThat(inbox.received().totals().counters()).hasSize(9_000);
        assertThat(inbox.received().totals().counter("series.8999")).isEqualTo(3 * 8_999);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
