package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** How much the backlog holds. */
class BacklogTest {
    private static final int LINE = 64;
    private static final int CHUNK = 256;

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
