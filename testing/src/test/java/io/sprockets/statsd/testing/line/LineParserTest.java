package io.sprockets.statsd.testing.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "torn; no colon after the name",
                ":1|c; empty name",
                "a:1; no type after the value",
                "a:|c; empty value",
                "a:x|c; value 'x' is not a number",
                "a:NaN|g; value 'NaN' is not a number",
                "a:0x10|c; value '0x10' is not a number",
                "a:1e999|g; value '1e999' is too large",
                "a:1|ca:1|c; unknown type 'ca'",
                "a:1|c|@0; rate 0.0 is not above 0",
                "a:1|c|@; empty rate",
                "a:1|c|Tx; timestamp 'x' is not a number of seconds",
                "a,b=c:1|c|#d:e; tags in two dialects",
                "a,b:1|c; tag 'b' in the name is not key=value",
                "_e{1,2}:a|b; event whose title or text is not as long as it says",
                "_e{}:; event without {titleBytes,textBytes}:",
                "_sc|up|4; status '4' is not 0, 1, 2 or 3",
            })
    void reason_saysWhatIsWrong(String line, String reason) {
        assertThat(LineParser.parse(line)).isEqualTo(new ParsedLine.Bad(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n:1|c|#b:2,a:1",
                "n,b=2,a=1:1|c",
                "n;b=2;a=1:1|c",
                "n#b=2,a=1:1|c",
                "n[b=2,a=1]:1|c",
                "[b=2,a=1]n:1|c"
            })
    void tags_areTheSameInEveryDialect(String line) {
        ReceivedMetric metric = metrics(line).get(0);

        assertThat(metric.name()).isEqualTo("n");
        assertThat(metric.tags()).containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
        assertThat(metric.series()).isEqualTo("n;a=1;b=2");
    }

    @Test
    void fields_areKeptByTheirKey() {
        ReceivedMetric metric =
                metrics("a:1|c|c:ci-12|e:it-false,cn-name|card:low|T17").get(0);

        assertThat(metric.fields())
                .containsExactly(Map.entry("c", "ci-12"), Map.entry("e", "it-false,cn-name"), Map.entry("card", "low"));
        assertThat(metric.timestamp()).hasValue(17);
    }

    @Test
    void setMember_mayContainColons() {
        assertThat(metrics("hosts:::1|s")).extracting(ReceivedMetric::rawValue).containsExactly("::1");
    }

    @Test
    void metrics_shareANameWhenALineHasSeveral() {
        assertThat(metrics("a:1|c:2|ms|@0.5:-3|g"))
                .extracting(metric -> metric.rawValue() + metric.type() + metric.rate() + metric.relative())
                .containsExactly("1c1.0false", "2ms0.5false", "-3g1.0true");
    }

    @Test
    void eventLengths_countBytes() {
        ParsedLine line = LineParser.parse("_e{5,6}:été|größ");

        assertThat(line).isInstanceOfSatisfying(ParsedLine.Event.class, found -> {
            assertThat(found.event().title()).isEqualTo("été");
            assertThat(found.event().text()).isEqualTo("größ");
        });
    }

    @Test
    void checkMessage_mayContainAnything() {
        ParsedLine line = LineParser.parse("_sc|up|2|h:web|#a:b|m:down|since\\nnoon");

        assertThat(line).isInstanceOfSatisfying(ParsedLine.Check.class, found -> {
            assertThat(found.check().status()).isEqualTo(2);
            assertThat(found.check().fields()).containsEntry("h", "web");
            assertThat(found.check().message()).isEqualTo("down|since\nnoon");
        });
    }

    private static List<ReceivedMetric> metrics(String line) {
        ParsedLine parsed = LineParser.parse(line);
        assertThat(parsed).isInstanceOf(ParsedLine.Metrics.class);
        return ((ParsedLine.Metrics) parsed).metrics();
    }
}
