package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.fold.FoldSettings;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.link.LinkSettings;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.transport.FakeTransport;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a thousand metrics cost in writes, rounds and wake-ups. These are counts: no clock and no load changes them. */
class EconomyTest {
    private static final int METRICS = 1_000;
    private static final String LINE = "app.counter:1|c";
    private static final int LONGEST = 32;

    private final Ledger ledger = new Ledger();
    private final FakeTransport transport = new FakeTransport();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final RecordQueue queue = new RecordQueue(1 << 16, wakeUps::incrementAndGet);

    @Test
    void aStreamTakesPacketsThatAreAsFullAsTheyCanBe() {
        int linesInOne = transport.packetBytes() / (LINE.length() + 1);
        assertThat(writes(null)).isEqualTo(divideUp(METRICS, linesInOne)).isEqualTo(16);
    }

    @Test
    void datagramsAreAsFullAsTheyCanBe() {
        transport.datagram = true; // room for two of these lines in each
        assertThat(writes(null)).isEqualTo(METRICS / 2);
    }

    @Test
    void mergedMetricsTakeOneWrite() {
        assertThat(writes(Duration.ofSeconds(1))).isEqualTo(1);
    }

    @Test
    void noCallWakesTheSenderWhileTheQueueIsLessThanHalfFull() {
        writes(null);
        assertThat(wakeUps).hasValue(0);
    }

    /** Records, lets the sender do one round for what waits and one for what was merged, and counts. */
    private int writes(@Nullable Duration aggregation) {
        FakeTicker ticker = new FakeTicker();
        SendLoop loop = new SendLoop(
                transport,
                settings(aggregation),
                Quiet.surroundings(
                        queue, new SeriesTable(10, LONGEST), new Adders<>(), ledger, ticker, new SplittableRandom(1)));
        loop.runOnce();
        for (int i = 0; i < METRICS; i++) {
            assertThat(Recorded.line(queue, LINE)).isEqualTo(RecordQueue.TAKEN);
        }
        loop.runOnce();
        ticker.pass(Duration.ofSeconds(2));
        loop.runOnce();
        Balance counts = ledger.balance();
        assertThat(counts.count(Entry.SENT) + counts.count(Entry.FOLDED)).isEqualTo(METRICS);
        assertThat(counts.held()).isZero();
        return transport.last().packets.size();
    }

    private static int divideUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static SenderSettings settings(@Nullable Duration aggregation) {
        Duration minute = Duration.ofMinutes(1); // more than passes here
        FoldSettings fold = new FoldSettings(Syntax.of(Dialect.GRAPHITE, false, ""), 100, 1 << 20, 10, true);
        return new SenderSettings(
                "server",
                LONGEST,
                1 << 20,
                aggregation,
                true,
                fold,
                new LinkSettings(null, minute, minute, minute, minute, null, null),
                minute);
    }
}
