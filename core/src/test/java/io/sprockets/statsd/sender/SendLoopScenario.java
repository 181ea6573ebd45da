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
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.transport.FakeTransport;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A send loop with a server in memory, a queue to record to, and a ledger that has to balance. */
abstract class SendLoopScenario {

    /** Between rounds: a connection that stands so long is trusted. */
    static final Duration TICK = Duration.ofMillis(10);

    static final Duration SECOND = Duration.ofSeconds(1);
    static final int LONGEST = 64;
    static final SenderSettings SETTINGS = settings(null, null);

    final Ledger ledger = new Ledger();
    final FakeTicker ticker = new FakeTicker();
    final FakeTransport transport = new FakeTransport();
    final RecordQueue queue = new RecordQueue(8_192, () -> {});
    final SeriesTable table = new SeriesTable(10, LONGEST);
    final Adders<Series> adders = new Adders<>();
    SendLoop loop = loop(SETTINGS);
    int recorded;

    final void start(SenderSettings settings) {
        loop = loop(settings);
    }

    final SendLoop loop(SenderSettings settings) {
        return new SendLoop(
                transport, settings, Quiet.surroundings(queue, table, adders, ledger, ticker, new SplittableRandom(1)));
    }

    static long sum(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1, line.indexOf('|'))))
                .sum();
    }

    final void record(String... lines) {
        for (String line : lines) {
            assertThat(Recorded.line(queue, line)).isEqualTo(RecordQueue.TAKEN);
            recorded++;
        }
    }

    final void rounds(int count) {
        for (int i = 0; i < count; i++) {
            loop.runOnce();
            ticker.pass(TICK);
        }
    }

    final void passUntilConnected() {
        rounds(1);
        for (int i = 0; i < 100 && !ledger.balance().connected(); i++) {
            ticker.pass(SECOND);
            rounds(1);
        }
        assertThat(ledger.balance().connected()).isTrue();
    }

    final void assertBalanced(long sent, long pending) {
        Balance counts = ledger.balance();
        assertThat(counts.count(Entry.SENT)).isEqualTo(sent);
        assertThat(counts.held() + queue.waitingBeyond(counts.settled()))
                .as("pending")
                .isEqualTo(pending);
        assertThat(sent + pending + counts.count(Entry.FOLDED) + counts.droppedTotal())
                .as("recorded")
                .isEqualTo(recorded);
    }

    static SenderSettings settings(@Nullable Duration aggregation, @Nullable Duration confirmEvery) {
        return settings(aggregation, confirmEvery, true, null);
    }

    static SenderSettings settings(@Nullable Duration aggregation, @Nullable Duration confirmEvery, long foldBytes) {
        return settings(aggregation, confirmEvery, true, null, foldBytes);
    }

    static SenderSettings settings(
            @Nullable Duration aggregation,
            @Nullable Duration confirmEvery,
            boolean foldsUnderLoad,
            @Nullable Duration maxConnectionAge) {
        return settings(aggregation, confirmEvery, foldsUnderLoad, maxConnectionAge, 1 << 20);
    }

    private static SenderSettings settings(
            @Nullable Duration aggregation,
            @Nullable Duration confirmEvery,
            boolean foldsUnderLoad,
            @Nullable Duration maxConnectionAge,
            long foldBytes) {
        return new SenderSettings(
                "server",
                LONGEST,
                256,
                aggregation,
                foldsUnderLoad,
                new FoldSettings(Syntax.of(Dialect.GRAPHITE, false, ""), 10, foldBytes, 5, aggregation != null),
                new LinkSettings(
                        confirmEvery,
                        SECOND,
                        SECOND.multipliedBy(30),
                        SECOND.multipliedBy(10),
                        SECOND.multipliedBy(30),
                        maxConnectionAge,
                        SECOND.multipliedBy(120)),
                SECOND.multipliedBy(5));
    }
}
