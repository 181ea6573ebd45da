package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.queue.TextSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordsInRingTest {
    private static final int WORDS = 8;
    private static final int BYTES = WORDS * Long.BYTES;
    private static final int LONGEST = 40;
    private static final String TEXT = "The quick brown f\u00F6x jumps over the lazy d\u00F6g 12";

    private final long[] ring = new long[WORDS];

    @Test
    void put_writesBytesFromAnyIndexAndNothingBehindTheirLastWord() {
        for (int start = 0; start < BYTES; start++) {
            for (int length = 0; length <= LONGEST; length++) {
                byte[] bytes = TEXT.substring(0, length).getBytes(ISO_8859_1);
                prepare(start);
                assertThat(Words.put(ring, start, bytes)).isEqualTo(start + length);
                check(start, TEXT.substring(0, length));
            }
        }
    }

    @Test
    void put_writesCharactersFromAnyIndexAndNothingBehindTheirLastWord() {
        for (int start = 0; start < BYTES; start++) {
            for (int length = 0; length <= LONGEST; length++) {
                prepare(start);
                assertThat(Words.put(ring, start, TEXT.substring(0, length))).isEqualTo(start + length);
                check(start, TEXT.substring(0, length));
            }
        }
    }

    @Test
    void indexOf_findsTheFirstByteAmongSoMany() {
        byte[] bytes = new byte[LONGEST + Words.SLACK];
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            Arrays.fill(bytes, (byte) value);
            for (int at = 0; at < LONGEST; at++) {
                byte wanted = (byte) (value + 1);
                assertThat(Words.indexOf(wanted, bytes, at)).isEqualTo(at);
                bytes[at] = wanted;
                assertThat(Words.indexOf(wanted, bytes, LONGEST)).isEqualTo(at);
                bytes[at] = (byte) value;
            }
        }
    }

    @Test
    void zeros_areTheLineOfASeries() {
        Syntax syntax = Syntax.of(Dialect.GRAPHITE, false, "");
        LineTemplate template = LineTemplate.of(
                "app.".getBytes(ISO_8859_1), ";region=eu:".getBytes(ISO_8859_1), "|c".getBytes(ISO_8859_1), syntax);
        for (String name : new String[] {"a", "orders.placed", "orders..placed:", "gr\u00F6\u00DFe"}) {
            byte[] line = template.series(name);
            int scanned = template.scanName(name);
            assertThat(template.length(scanned, 1, 0)).isEqualTo(line.length);
            for (TextSource source : new TextSource[] {template.spelled(), template.zeros(scanned)}) {
                prepare(0);
                source.write(ring, 0, name, "0", "");
                check(0, new String(line, ISO_8859_1));
            }
        }
    }

    /** Sets all bits, but for those of the word in which the writing begins: bytes before it are there already. */
    private void prepare(int start) {
        Arrays.fill(ring, -1);
        if (start % Long.BYTES != 0) {
            ring[start / Long.BYTES] = -1L >>> (Long.SIZE - start % Long.BYTES * Byte.SIZE);
        }
    }

    private void check(int start, String text) {
        int end = start + text.length();
        int wordsEnd = (end + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        int firstWord = start / Long.BYTES * Long.BYTES;
        for (int at = firstWord; at < firstWord + BYTES; at++) {
            int got = (int) (ring[at / Long.BYTES % WORDS] >>> (at % Long.BYTES * Byte.SIZE) & 0xFF);
            if (at >= start && at < end) {
                assertThat(got).as("%s of %s", at, start).isEqualTo(text.charAt(at - start));
            } else {
                int expected = at < start || at >= wordsEnd ? 0xFF : 0;
                assertThat(got).as("%s beside %s to %s", at, start, end).isEqualTo(expected);
            }
        }
    }
}
