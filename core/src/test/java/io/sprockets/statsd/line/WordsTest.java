package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in a ring of words, one behind the other, also over its end. */
class WordsTest {
    private static final int WORDS = 8;

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 40, 56, 64, 120})
    void put_writesBytesBehindBytesWhereverTheyBegin(int start) {
        for (int before = 0; before <= 17; before++) {
            for (int length = 0; length <= 17; length++) {
                long[] ring = new long[WORDS];
                Arrays.fill(ring, -1);
                String filler = "x".repeat(before);
                String text = "0123456789abcdef\u00FF".substring(17 - length);
                int at = Words.put(ring, start, filler);
                at = Words.put(ring, at, '|');
                at = Words.put(ring, at, text);
                at = Words.put(ring, at, text.getBytes(ISO_8859_1));
                at = Words.put(ring, at, 0xFE);

                assertThat(at).isEqualTo(start + before + 2 * length + 2);
                assertThat(read(ring, start, at - start)).isEqualTo(filler + "|" + text + text + "\u00FE");
            }
        }
    }

    @Test
    void put_leavesWordsBehindAlone() {
        long[] ring = {-1, -1, -1, -1};

        Words.put(ring, 8, "01234567");

        assertThat(ring).containsExactly(-1, 0x3736353433323130L, -1, -1);
    }

    @Test
    void put_clearsTheRestOfItsLastWord() {
        long[] ring = {-1, -1};

        Words.put(ring, 0, new byte[] {'a'});
        Words.put(ring, 8, 'b');

        assertThat(ring).containsExactly('a', 'b');
    }

    @Test
    void copy_copiesAtLeastSoManyBytes() {
        byte[] source = "0123456789abcdefghijklmn".getBytes(ISO_8859_1);
        for (int length = 0; length <= 16; length++) {
            byte[] target = new byte[length + 3 + Words.SLACK];
            Words.copy(source, length, target, 3);

            assertThat(Arrays.copyOfRange(target, 3, 3 + length)).isEqualTo(Arrays.copyOf(source, length));
            assertThat(Arrays.copyOf(target, 3)).containsOnly(0);
        }
    }

    private static String read(long[] ring, int start, int length) {
        byte[] bytes = new byte[length + Words.SLACK];
        Words.get(ring, start, length, bytes, 0);
        return new String(bytes, 0, length, ISO_8859_1);
    }
}
