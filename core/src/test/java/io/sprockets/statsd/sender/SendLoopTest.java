package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.queue.LineQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rounds of the sender, without its thread. */
class SendLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LONGEST = 64;
    private static final SenderSettings SETTINGS = new SenderSettings(
            LONGEST,
            256,
            SECOND,
            SECOND.multipliedBy(30),
            SECOND.multipliedBy(10),
            SECOND.multipliedBy(30),
            SECOND.multipliedBy(5));

    private final FakeTicker ticker = new FakeTicker();
    private final FakeTransport transport = new FakeTransport();
    private final LineQueue queue = new LineQueue(1024, LONGEST, () -> {});
    private final SendLoop loop = new SendLoop(queue, transport, SETTINGS, ticker, SenderCounts.NONE);
    private int recorded;

    @Test
    void runOnce_connectsAndSendsWhatWaits() {
        record("a", "b");
        loop.runOnce();
        assertThat(transport.received()).isEqualTo("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_connectsOnce() {
        rounds(10);
        assertThat(transport.opened).isEqualTo(1);
        assertThat(loop.counts().connects()).isEqualTo(1);
    }

    @Test
    void runOnce_keepsLinesWhileTheServerIsAway() {
        transport.refusing = true;
        record("a");
        rounds(3);
        record("b");
        rounds(3);
        assertThat(loop.counts().connected()).isFalse();
        assertBalanced(0, 2);
        transport.refusing = false;
        passUntilConnected();
        assertThat(transport.received()).isEqualTo("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_waitsBetweenAttempts() {
        transport.refusing = true;
        rounds(100);
        assertThat(transport.opened).isEqualTo(1);
        for (int i = 0; i < 120; i++) {
            ticker.pass(SECOND);
            rounds(10);
        }
        assertThat(transport.opened).isBetween(6, 14); // 1, 2, 4, 8, 16, 30, 30 seconds, each cut by up to half
    }

    @Test
    void runOnce_goesOnAtTheFirstLineThatWasNotWhollyTaken() {
        transport.room = 7;
        record("aaa", "bbb", "ccc");
        rounds(2);
        assertThat(transport.received()).isEqualTo("aaa\nbbb");
        assertBalanced(1, 2);
        transport.last().broken = true;
        transport.room = 100;
        passUntilConnected();
        assertThat(transport.last().received.toString()).isEqualTo("bbb\nccc\n");
        assertBalanced(3, 0);
    }

    @Test
    void runOnce_noticesTheEndOfTheConnectionBeforeItWrites() {
        loop.runOnce();
        transport.last().ended = true;
        record("a");
        rounds(1);
        assertThat(transport.connections.get(0).received.toString()).isEmpty();
        passUntilConnected();
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(loop.counts().connects()).isEqualTo(2);
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_givesUpAServerThatTakesNothing() {
        transport.room = 0;
        record("a");
        rounds(2);
        ticker.pass(Duration.ofSeconds(29));
        rounds(1);
        assertThat(transport.last().closed).isFalse();
        ticker.pass(SECOND);
        rounds(1);
        assertThat(transport.last().closed).isTrue();
        transport.room = 100;
        passUntilConnected();
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_givesUpAnAttemptThatHangs() {
        transport.accepting = false;
        rounds(2);
        ticker.pass(Duration.ofSeconds(10));
        rounds(1);
        assertThat(transport.last().closed).isTrue();
    }

    @Test
    void runOnce_leavesLinesInTheQueueWhenTheBacklogIsFull() {
        transport.refusing = true;
        for (int i = 0; i < 100; i++) {
            record("line " + i);
            rounds(1);
        }
        assertThat(queue.isDrained()).isFalse();
        transport.refusing = false;
        passUntilConnected();
        rounds(20);
        assertThat(transport.received().lines()).startsWith("line 0").hasSize(100);
        assertBalanced(100, 0);
    }

    @Test
    void runOnce_packsDatagramsOfWholeLines() {
        transport.datagram = true;
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(2);
        assertThat(transport.last().packets)
                .hasSize(5)
                .allSatisfy(packet -> assertThat(packet.lines()).hasSize(4));
        assertBalanced(20, 0);
    }

    @Test
    void runOnce_sendsADatagramAgainThatWasRefused() {
        transport.datagram = true;
        record("a");
        loop.runOnce();
        transport.last().broken = true; // the next use of the socket reports it
        record("b");
        loop.runOnce();
        passUntilConnected();
        rounds(1);
        assertThat(transport.last().packets).containsExactly("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void stop_sendsWhatThereIsAndWaitsForTheServer() {
        record("a");
        loop.stop();
        rounds(2);
        assertThat(loop.isDone()).isFalse();
        assertThat(transport.last().finished).isTrue();
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(transport.received()).isEqualTo("a\n");
        assertThat(queue.claim(2)).isEqualTo(LineQueue.CLOSED);
        assertBalanced(1, 0);
    }

    @Test
    void stop_givesUpAfterItsTimeoutAndCountsWhatIsLeft() {
        transport.refusing = true;
        record("a", "b");
        loop.stop();
        rounds(3);
        assertThat(loop.isDone()).isFalse();
        ticker.pass(Duration.ofSeconds(5));
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        loop.close();
        assertThat(loop.counts().closed()).isEqualTo(2);
        assertBalanced(0, 0);
    }

    @Test
    void stop_isOverAtOnceWithoutServerAndLines() {
        transport.refusing = true;
        loop.stop();
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
    }

    @Test
    void stop_isNotConfirmedWhenTheConnectionBreaks() {
        record("a");
        loop.stop();
        rounds(2);
        transport.last().broken = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
        assertBalanced(1, 0);
    }

    @Test
    void stop_isOverWithoutAnswerWhenTheServerGivesNone() {
        record("a");
        loop.stop();
        rounds(2);
        ticker.pass(Duration.ofSeconds(5));
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
    }

    @Test
    void rest_growsWhileNothingComes() {
        rounds(1);
        long first = loop.runOnce();
        long later = 0;
        for (int i = 0; i < 10; i++) {
            later = loop.runOnce();
        }
        assertThat(first).isLessThanOrEqualTo(20_000_000);
        assertThat(later).isEqualTo(250_000_000);
        record("a");
        assertThat(loop.runOnce()).isEqualTo(5_000_000);
    }

    private void record(String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(UTF_8);
            int start = queue.claim(bytes.length + 1);
            System.arraycopy(bytes, 0, queue.bytes(), start, bytes.length);
            queue.publish(start + bytes.length + 1);
            recorded++;
        }
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            loop.runOnce();
        }
    }

    private void passUntilConnected() {
        rounds(1);
        for (int i = 0; i < 100 && !loop.counts().connected(); i++) {
            ticker.pass(SECOND);
            rounds(1);
        }
        assertThat(loop.counts().connected()).isTrue();
    }

    private void assertBalanced(long sent, long pending) {
        SenderCounts counts = loop.counts();
        assertThat(counts.sent()).isEqualTo(sent);
        long held = counts.drained() - counts.sent() - counts.closed();
        assertThat(held + queue.waitingBeyond(counts.settled())).as("pending").isEqualTo(pending);
        assertThat(sent + pending + counts.closed()).as("recorded").isEqualTo(recorded);
    }
}
