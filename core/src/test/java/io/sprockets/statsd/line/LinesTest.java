package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole lines, made of the one with the value 0. */
class LinesTest {
    private static final int START = 3;
    private static final String LONG_TAIL = "|c|#env:production,region:eu-west-1";

    private final byte[] target = new byte[200];

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "7, 0, 7",
        "9, 0, 9",
        "10, 0, 10",
        "-1, 0, -1",
        "-10, 0, -10",
        "15, -1, 1.5",
        "1500, -3, 1.5",
        "5, -1, 0.5",
        "5, 1, 50",
        "-25, -2, -0.25",
        "9223372036854775807, 0, 9223372036854775807"
    })
    void write_givesTheLineItsNumber(long significand, int exponent, String expected) {
        for (String tail : new String[] {"|c", LONG_TAIL}) {
            byte[] line = line("app.requests:0" + tail);
            int end = Lines.write(line, length(line), 13, significand, exponent, target, START);

            assertThat(written(end)).isEqualTo("app.requests:" + expected + tail + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, +0", "5, 0, +5", "-5, 0, -5", "15, -1, +1.5", "-150, -2, -1.5"})
    void writeChange_alwaysHasASign(long significand, int exponent, String expected) {
        byte[] line = line("level:0|g");
        int end = Lines.writeChange(line, length(line), 6, significand, exponent, target, START);

        assertThat(written(end)).isEqualTo("level:" + expected + "|g\n");
    }

    @Test
    void writePair_setsToZeroFirst() {
        byte[] line = line("level:0|g");
        int end = Lines.writePair(line, length(line), 6, -25, -1, target, START);

        assertThat(written(end)).isEqualTo("level:0|g" + (char) Lines.JOINT + "level:-2.5|g\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "alice", "somebody with a long name"})
    void write_givesTheLineItsText(String value) {
        byte[] line = line("users:0|s");
        byte[] text = (value + "!").getBytes(UTF_8);
        int end = Lines.write(line, length(line), 6, text, text.length - 1, target, START);

        assertThat(written(end)).isEqualTo("users:" + value + "|s\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void write_takesTailsOfAnyLength(int length) {
        String tail = "|" + "x".repeat(length - 1);
        byte[] line = line("a:0" + tail);
        int end = Lines.write(line, length(line), 2, 10, 0, target, START);

        assertThat(written(end)).isEqualTo("a:10" + tail + "\n");
    }

    private String written(int end) {
        return new String(target, START, end - START, UTF_8);
    }

    private static byte[] line(String text) {
        byte[] bytes = (text + "\n").getBytes(UTF_8);
        return Arrays.copyOf(bytes, bytes.length + Words.SLACK);
    }

    private static int length(byte[] line) {
        return line.length - Words.SLACK;
    }
}
