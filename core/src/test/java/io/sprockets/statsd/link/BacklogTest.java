package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** How much the backlog holds. */
class BacklogTest {
    private static final int LINE = 64;
    private static final int CHUNK = 256;
    private static final int LARGE_CHUNK = 1 << 16;
    private static final int LINES_IN_LARGE_CHUNK = LARGE_CHUNK / LINE;

    private final Backlog backlog = new Backlog(2 * CHUNK, LINE, ByteBuffer::allocate);

    @Test
    void hasRoom_doesNotGrowBecauseTheLimitWasExceeded() {
        for (int i = 0; i < 100; i++) {
            fill(20); // five chunks, as a series of many lines may take
            handOver(CHUNK);
        }
        assertThat(waiting()).isLessThanOrEqualTo(7 * CHUNK);
    }

    @Test
    void hasRoom_isThereForAFewOfTheLongestLinesHoweverSmallItIs() {
        Backlog small = new Backlog(1, LINE, ByteBuffer::allocate);
        int lines = 0;
        while (small.hasRoom()) {
            assertThat(small.append(line(), LINE, 1, false)).isTrue();
            lines++;
        }
        assertThat(lines).isGreaterThanOrEqualTo(4);
    }

    @Test
    void rewind_makesWaitAgainWhatWasNotForgotten() {
        append(6);
        assertThat(backlog.waitingLines()).isEqualTo(6);
        take(2 * LINE);
        take(2 * LINE);
        take(LINE);
        assertThat(backlog.handedLines()).isEqualTo(5);
        assertThat(backlog.waitingLines()).isEqualTo(1);
        assertThat(backlog.handedBytes()).isEqualTo(5 * LINE);

        assertThat(backlog.forget(LINE + 1)).isTrue();
        assertThat(backlog.forget(LINE + 1)).isFalse();
        assertThat(backlog.keptBytes()).isEqualTo(LINE);
        assertThat(backlog.rewind()).isEqualTo(4);
        assertThat(backlog.handedLines()).isEqualTo(1);
        assertThat(backlog.waitingLines()).isEqualTo(5);
        assertThat(backlog.handedBytes()).isEqualTo(LINE);
        assertThat(backlog.end()).isEqualTo(6 * LINE);
        assertThat(waiting()).isEqualTo(5 * LINE);
    }

    @Test
    void rewind_takesBackWhatAFailedRoundHadInItsHands() {
        append(2);
        ByteBuffer next = backlog.next(CHUNK);
        next.position(next.limit());

        assertThat(backlog.rewind()).isZero();
        assertThat(backlog.waitingLines()).isEqualTo(2);
        assertThat(backlog.nextLine()).isEqualTo(LINE);
    }

    @Test
    void rewind_goesBackOverChunks() {
        int lines = 2 * LINES_IN_LARGE_CHUNK;
        Backlog large = new Backlog(2 * LARGE_CHUNK, LINE, ByteBuffer::allocate);
        for (int i = 0; i < lines; i++) {
            assertThat(large.append(line(), LINE, 1, false)).isTrue();
        }
        assertThat(large.hasRoom()).isFalse();
        while (!large.isEmpty()) {
            ByteBuffer next = large.next(1_000 * LINE);
            int since = next.position();
            next.position(next.limit());
            large.handed(since);
        }
        assertThat(large.handedLines()).isEqualTo(lines);

        large.forget(LARGE_CHUNK + LINE);
        assertThat(large.keptBytes()).isEqualTo(LARGE_CHUNK + LINE);
        assertThat(large.hasRoom()).isTrue();
        assertThat(large.rewind()).isEqualTo(LINES_IN_LARGE_CHUNK - 1);
        assertThat(large.waitingLines()).isEqualTo(LINES_IN_LARGE_CHUNK - 1);
        assertThat(large.handedBytes()).isEqualTo(LARGE_CHUNK + LINE);
    }

    @Test
    void forget_givesChunksBackForOthers() {
        for (int i = 0; i < 10; i++) {
            append(8);
            assertThat(backlog.hasRoom()).isFalse();
            assertThat(backlog.room()).isZero();
            assertThat(waiting()).isEqualTo(8 * LINE);
            assertThat(backlog.room()).isEqualTo(2 * CHUNK);
        }
        assertThat(backlog.capacity()).isEqualTo(2 * CHUNK);
    }

    @Test
    void skip_forgetsTheNextLine() {
        append(2);

        assertThat(backlog.skip()).isEqualTo(1);
        assertThat(backlog.waitingLines()).isEqualTo(1);
        assertThat(backlog.keptBytes()).isEqualTo(LINE);
    }

    @Test
    void recount_countsWhatWaits() {
        append(6);
        take(LINE);
        backlog.recount();

        assertThat(backlog.waitingLines()).isEqualTo(5);
    }

    @Test
    void discard_forgetsAll() {
        append(6);
        take(LINE);

        assertThat(backlog.discard()).isEqualTo(5);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.waitingLines()).isZero();
        assertThat(backlog.discard()).isZero();
    }

    @Test
    void hasRoom_isNotThereWithoutMemoryUntilItIsTriedAgain() {
        boolean[] scarce = {false};
        Backlog starving = new Backlog(2 * LARGE_CHUNK, LINE, size -> {
            if (scarce[0]) {
                throw new OutOfMemoryError("as asked for");
            }
            return ByteBuffer.allocate(size);
        });
        for (int i = 0; i < LINES_IN_LARGE_CHUNK; i++) {
            assertThat(starving.append(line(), LINE, 1, false)).isTrue();
        }
        scarce[0] = true;
        assertThat(starving.hasRoom()).isFalse();
        assertThat(starving.append(line(), LINE, 1, false)).isFalse();
        scarce[0] = false;
        assertThat(starving.hasRoom()).isFalse();

        starving.retryMemory();
        assertThat(starving.hasRoom()).isTrue();
        assertThat(starving.append(line(), LINE, 1, false)).isTrue();
    }

    private void append(int lines) {
        for (int i = 0; i < lines; i++) {
            assertThat(backlog.append(line(), LINE, 1, false)).isTrue();
        }
    }

    /** Hands over without forgetting. */
    private void take(int most) {
        ByteBuffer next = backlog.next(most);
        int since = next.position();
        next.position(next.limit());
        backlog.handed(since);
    }

    /** Appends a few lines at a time, as long as there is room for one. */
    private void fill(int lines) {
        while (backlog.hasRoom()) {
            for (int i = 0; i < lines; i++) {
                assertThat(backlog.append(line(), LINE, 1, false)).isTrue();
            }
        }
    }

    private int waiting() {
        int bytes = 0;
        while (!backlog.isEmpty()) {
            bytes += handOver(CHUNK);
        }
        return bytes;
    }

    private int handOver(int most) {
        ByteBuffer next = backlog.next(most);
        int since = next.position();
        int bytes = next.remaining();
        next.position(next.limit());
        backlog.handed(since);
        backlog.forget(backlog.handedBytes());
        return bytes;
    }

    private static byte[] line() {
        byte[] line = new byte[LINE];
        line[LINE - 1] = '\n';
        return line;
    }
}
