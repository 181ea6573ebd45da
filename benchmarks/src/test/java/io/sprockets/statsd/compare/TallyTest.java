package io.sprockets.statsd.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What the sink counts. */
class TallyTest {
    private static final String LINES = "bench.a:1|c\nbench.bb:1|c|#statistic:count\n\nbench.ccc:12|c\n";

    @Test
    void count_isTheSameHoweverTheBytesArrive() {
        for (int size = 1; size <= LINES.length(); size++) {
            assertThat(count(Tally.ofLines(), LINES, size))
                    .as("lines, by %s", size)
                    .isEqualTo(3);
            assertThat(count(Tally.ofValues(), LINES, size))
                    .as("values, by %s", size)
                    .isEqualTo(14);
        }
    }

    @Test
    void count_ofValuesIsNotMisledByTheLengthBeforeAPacket() {
        assertThat(count(Tally.ofValues(), ":7\0\0bench.a:3|c\n", 64)).isEqualTo(3);
    }

    @Test
    void count_ofLinesPassesOverPadding() {
        for (int filled = 0; filled <= 40; filled++) {
            String padding = "\n".repeat(filled);
            String text = padding + "a:1|c\n" + padding + "bb:1|c\n" + padding;
            for (int size = 1; size <= text.length(); size++) {
                assertThat(count(Tally.ofLines(), text, size))
                        .as("%s filled in, by %s", filled, size)
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void count_ofLinesSeesNewlinesOnly() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 128; c++) {
            all.append(c);
        }
        assertThat(count(Tally.ofLines(), all.toString(), 128)).isEqualTo(1);
    }

    private static long count(Tally tally, String text, int size) {
        long count = 0;
        for (int from = 0; from < text.length(); from += size) {
            String piece = text.substring(from, Math.min(from + size, text.length()));
            count += tally.count(ByteBuffer.allocateDirect(size).put(piece.getBytes(US_ASCII)));
        }
        return count;
    }
}
