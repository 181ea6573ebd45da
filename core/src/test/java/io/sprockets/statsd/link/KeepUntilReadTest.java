package io.sprockets.statsd.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Lines are kept until the server has read them, or will never say so. */
class KeepUntilReadTest {
    private final Backlog backlog = new Backlog(1 << 16, 64, ByteBuffer::allocate);
    private final Ledger ledger = new Ledger();
    private final KeepUntilRead retention = new KeepUntilRead(backlog, ledger);

    @Test
    void read_confirmsAndForgets() {
        handOver(2);
        Retention.Mark mark = Retention.Mark.of(backlog);
        handOver(1);
        assertThat(retention.unread()).isEqualTo(3);

        retention.read(mark);
        assertThat(retention.unread()).isEqualTo(1);
        assertThat(ledger.count(Entry.CONFIRMED)).isEqualTo(2);
        assertThat(retention.isSafe(mark.bytes())).isTrue();
        assertThat(retention.isSafe(backlog.handedBytes())).isFalse();
        assertThat(backlog.rewind()).isEqualTo(1);
    }

    @Test
    void read_confirmsNothingTwice() {
        handOver(2);
        Retention.Mark mark = Retention.Mark.of(backlog);
        retention.read(mark);
        retention.read(mark);

        assertThat(ledger.count(Entry.CONFIRMED)).isEqualTo(2);
    }

    @Test
    void silent_sendsASecondTimeAndThenGivesUp() {
        handOver(2);
        assertThat(retention.silent()).isTrue();
        assertThat(retention.isUnanswered()).isFalse();
        assertThat(retention.unread()).isEqualTo(2);

        assertThat(retention.silent()).isFalse();
        assertThat(retention.isUnanswered()).isTrue();
        assertThat(retention.unread()).isZero();
        assertThat(retention.isSafe(0)).isFalse();
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    @Test
    void handed_isForgottenAtOnceByWhoDoesNotAnswer() {
        handOver(1);
        assertThat(backlog.keptBytes()).isZero();
        retention.silent();
        retention.silent();
        handOver(1);

        assertThat(backlog.keptBytes()).isEqualTo(backlog.handedBytes());
    }

    @Test
    void read_endsTheSilence() {
        handOver(1);
        retention.silent();
        retention.read(Retention.Mark.of(backlog));
        assertThat(retention.silent()).isTrue();

        retention.silent();
        handOver(1);
        retention.read(Retention.Mark.of(backlog));
        assertThat(retention.isUnanswered()).isFalse();
    }

    @Test
    void deafened_isForThisConnectionOnly() {
        handOver(1);
        retention.deafened();
        assertThat(retention.isUnanswered()).isTrue();
        assertThat(backlog.rewind()).isZero();

        retention.lost();
        assertThat(retention.isUnanswered()).isFalse();
    }

    @Test
    void lost_countsNothingAsUnreadThatNobodyWillConfirm() {
        handOver(1);
        retention.deafened();
        handOver(1);
        retention.lost();

        assertThat(retention.unread()).isZero();
    }

    private void handOver(int lines) {
        byte[] line = "requests:1|c\n".getBytes(US_ASCII);
        for (int i = 0; i < lines; i++) {
            assertThat(backlog.append(line, line.length, 1, false)).isTrue();
            ByteBuffer next = backlog.next(64);
            int start = next.position();
            next.position(next.limit());
            backlog.handed(start);
            retention.handed(start);
        }
    }

    @Test
    void mayHandMore_isLimitedWhileLinesAreSentAgain() {
        Backlog large = new Backlog(1 << 20, 64, ByteBuffer::allocate);
        KeepUntilRead kept = new KeepUntilRead(large, ledger);
        byte[] line = ("x".repeat(63) + "\n").getBytes(US_ASCII);
        kept.replaying();
        for (int i = 0; i < 1 << 10; i++) {
            assertThat(kept.mayHandMore()).isTrue();
            assertThat(large.append(line, line.length, 1, false)).isTrue();
            ByteBuffer next = large.next(64);
            int start = next.position();
            next.position(next.limit());
            large.handed(start);
            kept.handed(start);
        }
        assertThat(kept.mayHandMore()).isFalse();

        kept.goOn();
        assertThat(kept.mayHandMore()).isTrue();
        kept.replaying();
        assertThat(kept.mayHandMore()).isFalse();
        kept.read(Retention.Mark.of(large));
        assertThat(kept.mayHandMore()).isTrue();
    }
}
