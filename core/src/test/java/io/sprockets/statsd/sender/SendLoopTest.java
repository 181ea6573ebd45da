package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.queue.LineQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rounds of the sender, without its thread. */
class SendLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LONGEST = 64;
    private static final SenderSettings SETTINGS = settings(null, null);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeTransport transport = new FakeTransport();
    private final LineQueue queue = new LineQueue(1024, LONGEST, () -> {});
    private SendLoop loop = loop(SETTINGS);
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
    void runOnce_foldsWhatTheBacklogCannotHold() {
        transport.refusing = true;
        for (int i = 1; i <= 1_000; i++) {
            record("hits:" + i + "|c", "depth:" + i + "|g");
            rounds(1);
        }
        assertThat(queue.isDrained()).isTrue();
        transport.refusing = false;
        passUntilConnected();
        rounds(5);
        record("live:1|c");
        rounds(5);
        List<String> lines = transport.received().lines().toList();
        assertThat(sum(lines, "hits")).isEqualTo(500_500);
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("hits:"),
                        line -> assertThat(line).isEqualTo("depth:1000|g"),
                        line -> assertThat(line).isEqualTo("live:1|c"));
        assertThat(loop.counts().folded()).isEqualTo(2_001 - lines.size());
        assertBalanced(lines.size(), 0);
    }

    @Test
    void runOnce_letsTheQueueFillWhileTheServerIsSlowIfCallersWait() {
        start(settings(null, null, false));
        rounds(1);
        transport.room = 1;
        for (int i = 0; i < 100; i++) {
            record("hits:1|c");
        }
        rounds(5);
        assertThat(queue.isDrained()).isFalse();
        assertThat(loop.counts().folded()).isZero();
        ticker.pass(Duration.ofMillis(250)); // now it takes nothing any more
        rounds(1);
        assertThat(queue.isDrained()).isTrue();
        assertThat(loop.counts().folded()).isPositive();
        assertThat(loop.counts().held() + loop.counts().folded()).isEqualTo(100);
    }

    @Test
    void runOnce_countsWhatCannotBeFolded() {
        transport.refusing = true;
        for (int i = 0; i < 100; i++) {
            record("_e{1,4}:t|text");
            record("series." + i + ":1|c");
            rounds(1);
        }
        Map<DropReason, Long> dropped = loop.counts().dropped();
        assertThat(dropped.get(DropReason.QUEUE_FULL)).isPositive();
        assertThat(dropped.get(DropReason.TOO_MANY_SERIES)).isPositive();
        assertThat(loop.counts().held() + loop.counts().droppedTotal()).isEqualTo(200);
    }

    @Test
    void runOnce_aggregatesAndFillsPackets() {
        start(settings(SECOND.multipliedBy(2), null));
        for (int i = 0; i < 10; i++) {
            record("a:1|c", "b:2|c", "c:" + i + "|g");
            rounds(1);
        }
        assertThat(transport.received()).isEmpty();
        ticker.pass(SECOND.multipliedBy(2));
        rounds(1);
        assertThat(transport.last().packets).containsExactly("a:10|c\nb:20|c\nc:9|g\n");
        assertThat(loop.counts().folded()).isEqualTo(27);
        assertBalanced(3, 0);
    }

    @Test
    void stop_flushesWhatIsAggregated() {
        start(settings(SECOND.multipliedBy(100), null));
        record("a:1|c", "a:0.5|c");
        loop.stop();
        rounds(3);
        assertThat(transport.received()).isEqualTo("a:1.5|c\n");
        assertBalanced(1, 0);
    }

    @Test
    void close_countsWhatIsFoldedAsDropped() {
        start(settings(SECOND.multipliedBy(100), null));
        transport.refusing = true;
        record("a:1|c", "a:1|c", "b:1|c");
        loop.stop();
        rounds(1);
        ticker.pass(SECOND.multipliedBy(6));
        rounds(1);
        loop.close();
        assertThat(loop.counts().dropped()).containsEntry(DropReason.CLOSED, 3L);
        assertBalanced(0, 0);
    }

    @Test
    void confirmed_forgetsWhatTheServerHasRead() {
        start(settings(null, SECOND));
        record("a");
        rounds(1);
        ticker.pass(SECOND);
        rounds(2);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).finished).isTrue();
        record("b");
        rounds(1);
        assertThat(transport.last().received.toString()).isEqualTo("b\n");
        assertThat(loop.counts().confirmed()).isZero();
        transport.connections.get(0).ended = true;
        rounds(1);
        assertThat(loop.counts().confirmed()).isEqualTo(1);
        assertThat(loop.counts().replayed()).isZero();
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_replaysWhatTheServerMayNotHaveRead() {
        start(settings(null, SECOND));
        record("a", "b");
        rounds(1);
        transport.last().broken = true;
        record("c");
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\nb\nc\n");
        assertThat(loop.counts().replayed()).isEqualTo(2);
        assertBalanced(3, 0);
    }

    @Test
    void confirmed_replaysAfterAnEndThatNobodyAskedFor() {
        start(settings(null, SECOND));
        record("a");
        rounds(1);
        transport.last().ended = true;
        rounds(1);
        ticker.pass(SECOND);
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(loop.counts().confirmed()).isZero();
        assertThat(loop.counts().replayed()).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void rest_isNotZeroWhileAFlushIsOverdueAndTheServerAway() {
        start(settings(SECOND, null));
        transport.refusing = true;
        record("a:1|c");
        rounds(1);
        ticker.pass(Duration.ofMillis(1_500));
        rounds(1);
        assertThat(loop.runOnce()).isPositive();
    }

    @Test
    void confirmed_tearsNoLineWhenThePreviousConnectionIsLost() {
        start(settings(null, SECOND));
        record("aaa");
        rounds(1);
        ticker.pass(SECOND);
        rounds(2);
        transport.room = 2;
        record("bbb");
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("bb");
        transport.room = 100;
        transport.connections.get(0).broken = true;
        rounds(1);
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("aaa\nbbb\n");
        assertThat(transport.connections).hasSize(3);
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_stopReplaysUntilTheServerHasReadIt() {
        start(settings(null, SECOND));
        record("a");
        loop.stop();
        rounds(2);
        transport.last().broken = true;
        rounds(1);
        assertThat(loop.isDone()).isFalse();
        ticker.pass(Duration.ofMillis(200));
        rounds(4);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(loop.counts().confirmed()).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_restsWhileTheNameIsLookedUp() {
        transport.lookingUp = true;
        record("a");
        rounds(1);
        assertThat(loop.runOnce()).isPositive();
        transport.lookingUp = false;
        rounds(1);
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_leavesAnAddressThatIsNoLongerTheServers() {
        transport.datagram = true;
        record("a");
        rounds(2);
        transport.moved = true;
        rounds(2);
        record("b");
        rounds(1);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.last().packets).containsExactly("b\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_dropsADatagramThatTheNetworkNeverTakes() {
        transport.datagram = true;
        transport.tooLong = true;
        record("a", "b");
        rounds(1);
        transport.tooLong = false;
        record("c");
        rounds(1);
        assertThat(transport.last().packets).containsExactly("c\n");
        assertThat(loop.counts().dropped()).containsEntry(DropReason.SEND_FAILED, 2L);
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_keepsTheTwoLinesOfOneMetricInOnePacket() {
        transport.datagram = true;
        record("123456789:1|c", "g:0|g" + (char) LineQueue.JOINT + "g:-5|g", "x:1|c"); // 14, 13 and 6 bytes, 32 at most
        record("1234567890123456:1|c", "g:0|g" + (char) LineQueue.JOINT + "g:-5|g");
        rounds(2);
        assertThat(transport.last().packets)
                .containsExactly("123456789:1|c\ng:0|g\ng:-5|g\n", "x:1|c\n1234567890123456:1|c\n", "g:0|g\ng:-5|g\n");
        assertBalanced(5, 0);
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
        assertThat(loop.counts().droppedTotal()).isEqualTo(2);
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

    private void start(SenderSettings settings) {
        loop = loop(settings);
    }

    private SendLoop loop(SenderSettings settings) {
        return new SendLoop(queue, transport, settings, ticker, new QuietObserver(), SenderCounts.NONE);
    }

    private static long sum(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1, line.indexOf('|'))))
                .sum();
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
        assertThat(counts.held() + queue.waitingBeyond(counts.settled()))
                .as("pending")
                .isEqualTo(pending);
        assertThat(sent + pending + counts.folded() + counts.droppedTotal())
                .as("recorded")
                .isEqualTo(recorded);
    }

    private static SenderSettings settings(@Nullable Duration aggregation, @Nullable Duration confirmEvery) {
        return settings(aggregation, confirmEvery, true);
    }

    private static SenderSettings settings(
            @Nullable Duration aggregation, @Nullable Duration confirmEvery, boolean foldsUnderLoad) {
        return new SenderSettings(
                LONGEST,
                256,
                aggregation,
                foldsUnderLoad,
                new FoldSettings(10, 5, false, true),
                confirmEvery,
                SECOND,
                SECOND.multipliedBy(30),
                SECOND.multipliedBy(10),
                SECOND.multipliedBy(30),
                SECOND.multipliedBy(5),
                null);
    }
}
