package io.sprockets.statsd.testing.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here was seen in statsd 0.9.0; the tests against that server compare far more lines. */
class ReferenceParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k:345345|ms|blah",
                "k:345345|ms|b",
                "k:1|b|x",
                "k:1|c|",
                "k:1|c||",
                "k:1|c|@",
                "k:1|c|@-0.1",
                "k:1|c|@bar",
                "k:1|c|T1656581400",
                "k:1|c|c:ci-1",
                "|b",
                ":|b",
                "k:|c",
                "k:x|c",
                "k:1_000|c",
                "k:1,5|c",
                "k:-1|ms",
                "k:-0.5|ms",
                "k:-1e3|ms",
                "k:NaN|g",
                "k:|ms",
                "k:|g",
                "k:+-3|g",
                "k:1",
                "k",
                "k:",
                "",
                "_e{1,1}:a|b",
                "_sc|up|0",
                "k:x|s\r",
                "k:-0x10|c",
                "k:1|c|0.5",
                "k:1|c|@0.1.2"
            })
    void line_isBad(String line) {
        assertThat(parse(line)).isInstanceOf(ParsedLine.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k:1|c|@+0.5", "k:1|c|@Infinity", "k:1|c|@ 0.1"})
    void line_isBadWhenItEndsTheServer(String line) {
        assertThat(parse(line))
                .isInstanceOfSatisfying(
                        ParsedLine.Bad.class, bad -> assertThat(bad.reason()).contains("which ends statsd 0.9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "k:345345|ms;k;ms;345345;1",
                "k:345345|ms|@2;k;ms;345345;2",
                "k:1|c|@0.1|anything;k;c;1;0.1",
                "k:2|c|@1e-1;k;c;2;1",
                "k:1|q;k;c;1;1",
                "k:1|h;k;c;1;1",
                "k:1|;k;c;1;1",
                "k:0x10|c;k;c;16;1",
                "k:1e3|g;k;g;1000;1",
                "k: 5 |c;k;c;5;1",
                "'k:-1|ms ';k;ms;-1;1",
                "a b/c@d:1|c;a_b-cd;c;1;1",
                "a \t b:1|c;a_b;c;1;1",
                ":1|c;'';c;1;1",
            })
    void line_isGood(String line, String name, String type, double value, double rate) {
        assertThat(metrics(line)).singleElement().satisfies(metric -> {
            assertThat(metric.name()).isEqualTo(name);
            assertThat(metric.type()).isEqualTo(type);
            assertThat(metric.value()).isEqualTo(value);
            assertThat(metric.rate()).isEqualTo(rate);
        });
    }

    @Test
    void tags_becomePartOfTheName() {
        assertThat(metrics("k:1|c|@0.5|#b:2,a:1,flag").get(0).series()).isEqualTo("k;a=1;b=2;flag");
        assertThat(metrics("k;x=y:1|c").get(0).series()).isEqualTo("k;x=y");
        assertThat(metrics("k:1|c|#a:x y;z:w").get(0).series()).isEqualTo("k;a=x_y_zw");
    }

    @Test
    void rateAfterTags_isPartOfTheTag() {
        assertThat(metrics("tag3:1|c|#a:1|@0.5").get(0).series()).isEqualTo("tag3;a=10.5");
    }

    @Test
    void gauge_isChangedByASign() {
        assertThat(metrics("k:-5|g").get(0).relative()).isTrue();
        assertThat(metrics("k:5|g").get(0).relative()).isFalse();
    }

    @Test
    void packedValues_areLostButForTheLast() {
        ParsedLine parsed = parse("t3:1:2:3|ms");

        assertThat(parsed).isInstanceOfSatisfying(ParsedLine.Metrics.class, several -> {
            assertThat(several.metrics()).extracting(ReceivedMetric::value).containsExactly(3.0);
            assertThat(several.refused()).isEqualTo("no type after the value '1'; no type after the value '2'");
        });
    }

    private static List<ReceivedMetric> metrics(String line) {
        ParsedLine parsed = parse(line);
        assertThat(parsed).isInstanceOf(ParsedLine.Metrics.class);
        assertThat(((ParsedLine.Metrics) parsed).refused()).isNull();
        return ((ParsedLine.Metrics) parsed).metrics();
    }

    private static ParsedLine parse(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return Parser.REFERENCE.parse(bytes, 0, bytes.length);
    }
}
