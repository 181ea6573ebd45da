package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.queue.TextSource;
import org.junit.jupiter.api.Test;

/** The bytes around a name and a value. */
class LineTemplateTest {
    private static final Syntax STATSD = Syntax.of(Dialect.STATSD, false, "");
    private static final Syntax DOGSTATSD = Syntax.of(Dialect.DOGSTATSD, false, "");

    private final LineTemplate counters = LineTemplate.of(bytes("app."), bytes(";region=eu:"), bytes("|c"), STATSD);

    @Test
    void spelled_putsNameAndValueBetween() {
        assertThat(written(counters, "orders placed", "1:2", "")).isEqualTo("app.orders_placed;region=eu:1_2|c\n");
    }

    @Test
    void length_isThatOfTheLine() {
        int name = counters.scanName("orders placed");
        int value = counters.scanValue("1:2");

        assertThat(counters.length(name, value, 0)).isEqualTo("app.orders_placed;region=eu:1_2|c\n".length());
    }

    @Test
    void untyped_hasATypeOfItsOwnAndAnEnd() {
        LineTemplate untyped = counters.untyped(bytes("|T17"));
        int type = untyped.scanType("a b");

        assertThat(written(untyped, "x", "1", "a b")).isEqualTo("app.x;region=eu:1|a_b|T17\n");
        assertThat(untyped.length(1, 1, type)).isEqualTo("app.x;region=eu:1|a_b|T17\n".length());
    }

    @Test
    void series_isTheLineWithTheValueZero() {
        byte[] series = counters.series("orders placed");

        assertThat(new String(series, UTF_8)).isEqualTo("app.orders_placed;region=eu:0|c\n");
        assertThat(series[counters.valueAt(series)]).isEqualTo((byte) '0');
    }

    @Test
    void wholeLines_areWrittenAsTheyAreGiven() {
        WholeLine whole = new WholeLine();

        assertThat(written(whole, whole.length(whole.scan("_e{1,1}:a|b")), "", "_e{1,1}:a|b", ""))
                .isEqualTo("_e{1,1}:a|b\n");
        assertThat(whole.scan("a|b:c")).isEqualTo(5);
    }

    @Test
    void names_thatBeginALineAreNoEvents() {
        LineTemplate bare = LineTemplate.of(bytes(""), bytes(":"), bytes("|c"), DOGSTATSD);
        LineTemplate prefixed = LineTemplate.of(bytes("a."), bytes(":"), bytes("|c"), DOGSTATSD);

        assertThat(bare.scanName("_sc")).isZero();
        assertThat(prefixed.scanName("_sc")).isEqualTo(3);
    }

    @Test
    void byteLine_writesCharactersAsBytes() {
        long[] ring = new long[4];
        new ByteLine().write(ring, 0, "", "a\u00FF", "");

        byte[] line = new byte[16];
        Words.get(ring, 0, 3, line, 0);
        assertThat(line).startsWith('a', 0xFF, '\n');
    }

    private static String written(LineTemplate template, String name, String value, String type) {
        int length = template.length(template.scanName(name), template.scanValue(value), template.scanType(type));
        return written(template.spelled(), length, name, value, type);
    }

    private static String written(TextSource source, int length, String name, String value, String type) {
        long[] ring = new long[16];
        source.write(ring, 0, name, value, type);
        byte[] line = new byte[length + Words.SLACK];
        Words.get(ring, 0, length, line, 0);
        return new String(line, 0, length, UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
