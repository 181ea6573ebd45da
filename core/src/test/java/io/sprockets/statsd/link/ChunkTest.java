package io.sprockets.statsd.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.line.Lines;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole lines go in, and whole lines come out. */
class ChunkTest {
    private static final String PAIR = "level:0|g" + (char) Lines.JOINT + "level:-5|g\n";

    private final Chunk chunk = new Chunk(ByteBuffer.allocate(128));

    @ParameterizedTest
    @CsvSource({"1, a", "2, a", "4, a", "5, a bb", "8, a bb", "9, a bb ccc", "100, a bb ccc"})
    void waiting_isWholeLinesButAtLeastOne(int most, String expected) {
        append("a\nbb\nccc\n", 3);

        assertThat(text(chunk.waiting(most))).isEqualTo(expected.replace(' ', '\n') + "\n");
    }

    @Test
    void waiting_neverDividesAPair() {
        chunk.append(PAIR.getBytes(US_ASCII), PAIR.length(), 1, true);
        append("a\n", 1);
        String pair = PAIR.replace((char) Lines.JOINT, '\n');

        assertThat(text(chunk.waiting(12))).isEqualTo(pair);
        assertThat(text(chunk.waiting(PAIR.length() + 1))).isEqualTo(pair);
        assertThat(text(chunk.waiting(PAIR.length() + 2))).isEqualTo(pair + "a\n");
    }

    @Test
    void lines_areCountedAsMetrics() {
        append("aaaaaaaaaaaaaaaaaaaa\n\u00FFb\nc\n".replace('\u00FF', 'x'), 3);
        chunk.append(PAIR.getBytes(US_ASCII), PAIR.length(), 1, true);
        append("d\n", 1);

        assertThat(handOver(3)).isEqualTo(1);
        assertThat(handOver(3)).isEqualTo(1);
        assertThat(handOver(2)).isEqualTo(1);
        assertThat(handOver(100)).isEqualTo(2);
        assertThat(chunk.hasWaiting()).isFalse();
        assertThat(chunk.recount()).isZero();
    }

    @Test
    void recount_countsWhatWaits() {
        append("a\nbb\nccc\n", 3);
        handOver(2);

        assertThat(chunk.recount()).isEqualTo(2);
    }

    @Test
    void rewind_makesWaitAgainWhatWasNotForgotten() {
        append("a\nbb\nccc\ndddd\n", 4);
        handOver(9);
        chunk.forget(4); // in the midst of a line

        assertThat(chunk.keptFrom()).isEqualTo(2);
        assertThat(chunk.rewind()).isEqualTo(2);
        assertThat(chunk.handed()).isEqualTo(2);
        assertThat(text(chunk.waiting(100))).isEqualTo("bb\nccc\ndddd\n");
    }

    @Test
    void rewind_countsAllThatIsInIt() {
        append("a\nbb\n", 2);
        handOver(100);

        assertThat(chunk.rewind()).isEqualTo(2);
    }

    @Test
    void handedOnlyTo_takesBackWhatIsBehind() {
        append("a\nbb\nccc\n", 3);
        handOver(100);
        chunk.handedOnlyTo(5);
        assertThat(text(chunk.waiting(100))).isEqualTo("ccc\n");

        chunk.handedOnlyTo(7);
        assertThat(chunk.handed()).isEqualTo(5);
    }

    @Test
    void restart_beginsAtAPosition() {
        chunk.append(PAIR.getBytes(US_ASCII), PAIR.length(), 1, true);
        handOver(100);
        chunk.forget(PAIR.length());
        assertThat(chunk.isForgotten()).isTrue();

        chunk.restart(1_000);
        assertThat(chunk.handed()).isEqualTo(1_000);
        assertThat(chunk.end()).isEqualTo(1_000);
        assertThat(chunk.keptFrom()).isEqualTo(1_000);
        assertThat(chunk.room()).isEqualTo(128);
        append("a\nb\nc\nd\ne\nf\n", 6);
        assertThat(chunk.end()).isEqualTo(1_012);
        assertThat(handOver(10)).isEqualTo(5);
        chunk.forget(1_004);
        assertThat(chunk.rewind()).isEqualTo(3);
    }

    @Test
    void hasRoom_isForExactlyWhatFits() {
        append("a".repeat(99) + "\n", 1);

        assertThat(chunk.hasRoom(28)).isTrue();
        assertThat(chunk.hasRoom(29)).isFalse();
    }

    private void append(String lines, int metrics) {
        chunk.append(lines.getBytes(US_ASCII), lines.length(), metrics, false);
    }

    private int handOver(int most) {
        ByteBuffer waiting = chunk.waiting(most);
        int start = waiting.position();
        waiting.position(waiting.limit());
        return chunk.linesHandedSince(start);
    }

    private static String text(ByteBuffer bytes) {
        return US_ASCII.decode(bytes.duplicate()).toString();
    }
}
