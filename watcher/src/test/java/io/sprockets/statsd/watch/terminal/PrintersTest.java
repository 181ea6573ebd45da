package io.sprockets.statsd.watch.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.store.LineType;
import org.junit.jupiter.api.Test;

/** What a tail makes of a line. */
class PrintersTest {
    private final JsonPrinter json = new JsonPrinter(Parser.LENIENT);

    @Test
    void aMetricIsAnObject() {
        assertThat(json("a.b:3|c|@0.5|#region:eu,flag"))
                .isEqualTo("{\"type\":\"c\",\"name\":\"a.b\",\"value\":3,\"rate\":0.5,"
                        + "\"tags\":{\"region\":\"eu\",\"flag\":\"\"},\"line\":\"a.b:3|c|@0.5|#region:eu,flag\"}");
    }

    @Test
    void aSetHasAMember() {
        assertThat(json("users:anna|s")).contains("\"member\":\"anna\"").doesNotContain("\"value\"");
    }

    @Test
    void aLineOfSeveralValuesIsAnObjectForEach_oneALine() {
        assertThat(json("a:1:2|c").split("\n", -1))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).contains("\"line\":\"a:1:2|c\""));
    }

    @Test
    void eventsAndChecksAreObjects() {
        assertThat(json("_e{5,4}:title|text|#k:v"))
                .contains("\"type\":\"_e\",\"title\":\"title\",\"text\":\"text\",\"tags\":{\"k\":\"v\"}");
        assertThat(json("_sc|db|2|#k:v")).contains("\"type\":\"_sc\",\"name\":\"db\",\"status\":2");
    }

    @Test
    void aWrongLineHasItsReason() {
        assertThat(json("bad")).isEqualTo("{\"type\":\"?\",\"reason\":\"no colon after the name\",\"line\":\"bad\"}");
    }

    @Test
    void whatIsNotAsciiIsEscaped() {
        assertThat(json("\u00e4\u2028\"\\:1|c")).contains("\"name\":\"\\u00e4\\u2028\\\"\\\\\"");
        assertThat(json("\ud83d\ude00:1|c")).contains("\"name\":\"\\ud83d\\ude00\"");
    }

    @Test
    void aByteThatIsNotUtf8IsHalfASurrogatePair() {
        assertThat(ofBytes(json, "a\u00ff:1|c"))
                .isEqualTo("{\"type\":\"?\",\"reason\":\"not valid UTF-8\",\"line\":\"a\\udcff:1|c\"}");
        assertThat(ofBytes(json, "_e{1,1}:\u00ff|x")).contains("\"line\":\"_e{1,1}:\\udcff|x\"");
    }

    @Test
    void aLineThatTheReferenceServerTakesIsToldByteForByte_too() {
        assertThat(ofBytes(new JsonPrinter(Parser.REFERENCE), "a\u00ff:1|c"))
                .contains("\"type\":\"c\"", "\"line\":\"a\\udcff:1|c\"");
    }

    @Test
    void aPlainLineIsAsItCame_butHarmless() {
        PlainPrinter plain = new PlainPrinter(false);
        assertThat(plain.text(LineType.COUNTER, "a:1|c".getBytes(UTF_8))).isEqualTo("a:1|c");
        assertThat(plain.text(LineType.WRONG, "bad".getBytes(UTF_8))).isEqualTo("wrong: bad");
        assertThat(plain.text(LineType.COUNTER, "\u001b[2J\u202e:1|c".getBytes(UTF_8)))
                .isEqualTo("\\u001b[2J\\u202e:1|c");
        assertThat(plain.text(LineType.COUNTER, "a\u00ff:1|c".getBytes(ISO_8859_1)))
                .isEqualTo("a\\udcff:1|c");
    }

    private String json(String line) {
        return json.text(LineType.COUNTER, line.getBytes(UTF_8));
    }

    private static String ofBytes(JsonPrinter printer, String characterForEachByte) {
        return printer.text(LineType.COUNTER, characterForEachByte.getBytes(ISO_8859_1));
    }
}
