package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.fold.FoldSettings;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.link.LinkSettings;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.sender.FaultyTransport.FaultyConnection;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rounds against a server that fails at random, with settings at random: the ledger balances after each round, no round
 * asks for the next one at once for ever, the order stays, and when the faults are over everything arrives.
 */
class SendLoopFuzzTest {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final int LONGEST = 64;
    private static final long FAULT_SEEN = 100_000_000; // nanoseconds after it at the latest
    private static final long PATIENCE = 20_000_000_000L; // nanoseconds for everything to arrive
    private static final int MOST_HASTE = 1_000; // rounds on end without a rest

    @ParameterizedTest(name = "{0}..{0}+{1}, losing {2}, confirming {3}")
    @CsvSource({"0, 50, false, false", "100, 40, true, false", "200, 70, true, true", "300, 40, false, true"})
    void run(long first, int count, boolean losing, boolean confirming) {
        for (long seed = first; seed < first + count; seed++) {
            new Run(seed, losing, confirming).check();
        }
    }

    private static final class Run {
        private final String name;
        private final boolean losing;
        private final boolean confirming;
        private final SplittableRandom random;
        private final Ledger ledger = new Ledger();
        private final FakeTicker ticker = new FakeTicker();
        private final FaultyTransport transport;
        private final RecordQueue queue = new RecordQueue(2_048, () -> {});
        private final SeriesTable table = new SeriesTable(10, LONGEST);
        private final Adders<Series> adders = new Adders<>();
        private final SenderSettings settings;
        private final Adder tally;
        private final SendLoop loop;
        private long recorded;
        private long counted; // those of counters
        private long tallied;
        private long lastGauge;
        private int haste;

        Run(long seed, boolean losing, boolean confirming) {
            this.losing = losing;
            this.confirming = confirming;
            this.random = new SplittableRandom(seed);
            this.transport = new FaultyTransport(random.split(), ticker, losing);
            this.settings = settings();
            this.name = "seed " + seed + ", " + settings;
            this.tally = adders.of(Objects.requireNonNull(table.add("t:0|c\n".getBytes(UTF_8), 2)));
            this.loop = new SendLoop(
                    transport, settings, Quiet.surroundings(queue, table, adders, ledger, ticker, random.split()));
        }

        void check() {
            int steps = 200 + random.nextInt(600);
            for (int i = 0; i < steps; i++) {
                record();
                round();
            }
            if (random.nextInt(4) == 0) {
                checkStopAmongFaults();
            } else {
                transport.calm();
                checkEverythingArrives();
                checkStopWithoutFaults();
            }
        }

        private void checkEverythingArrives() {
            long since = ticker.read();
            while (pending() > 0 || (isConfirmedSoon() && unconfirmed() > 0) || ticker.read() - since < FAULT_SEEN) {
                round();
                if (ticker.read() - since > PATIENCE) {
                    fail("%s: no progress, %s pending, %s", name, pending(), ledger.balance());
                }
            }
        }

        private void checkStopWithoutFaults() {
            record();
            loop.stop();
            while (!loop.isDone()) {
                round();
            }
            Balance balance = ledger.balance();
            assertThat(loop.isConfirmed() || (confirming && balance.count(Entry.CONFIRMED) < balance.count(Entry.SENT)))
                    .as(name)
                    .isTrue(); // a server that did not answer twice is not asked again soon
            close();
            assertThat(ledger.balance().dropped()).as(name).doesNotContainKey(DropReason.CLOSED);
            checkArrived();
        }

        private void checkStopAmongFaults() {
            loop.stop();
            long since = ticker.read();
            while (!loop.isDone()) {
                round();
            }
            assertThat(ticker.read() - since)
                    .as(name)
                    .isLessThanOrEqualTo(settings.stopTimeout().plus(MILLI).toNanos());
            close();
            checkOrder();
        }

        private void close() {
            loop.close();
            checkLedger();
            assertThat(pending()).as(name).isZero();
        }

        private void round() {
            long rest = 0;
            try {
                rest = loop.runOnce();
            } catch (IllegalStateException e) {
                loop.failed(e);
            }
            checkLedger();
            haste = rest > 0 ? 0 : haste + 1;
            if (haste > MOST_HASTE) {
                fail("%s: no rest", name);
            }
            ticker.pass(Duration.ofNanos(Math.min(rest, random.nextLong(10_000_000))));
            transport.step();
        }

        private void record() {
            for (int i = random.nextInt(4); i > 0; i--) {
                switch (random.nextInt(settings.aggregation() == null ? 6 : 8)) {
                    case 0 -> offer("_e{1,1}:a|b");
                    case 1, 2 -> counted += offer("c:1|c");
                    case 3 -> counted += offer("some.longer.name.of.a.counter.number.two:1|c");
                    case 4, 5 -> lastGauge += offer("g:" + (lastGauge + 1) + "|g");
                    default -> {
                        tally.increment();
                        tallied++;
                        recorded++;
                    }
                }
            }
        }

        private long offer(String line) {
            if (Recorded.line(queue, line) != RecordQueue.TAKEN) {
                return 0;
            }
            recorded++;
            return 1;
        }

        private void checkLedger() {
            Balance counts = ledger.balance();
            long all = counts.count(Entry.SENT) + pending() + counts.count(Entry.FOLDED) + counts.droppedTotal();
            boolean inRange = LongStream.of(
                                    counts.count(Entry.SENT),
                                    counts.count(Entry.FOLDED),
                                    counts.held(),
                                    counts.count(Entry.REPLAYED))
                            .allMatch(count -> count >= 0)
                    && pending() >= counts.held()
                    && counts.count(Entry.CONFIRMED) <= counts.count(Entry.SENT);
            if (all != recorded || !inRange) {
                fail("%s: %s recorded, %s pending, %s", name, recorded, pending(), counts);
            }
        }

        private long pending() {
            Balance counts = ledger.balance();
            return counts.held() + queue.waitingBeyond(counts.settled()) + adders.calls() - counts.tallied();
        }

        private boolean isConfirmedSoon() {
            Duration every = settings.link().confirmEvery();
            boolean keepsAll =
                    settings.backlogBytes() >= 100_000; // else it may have to let go of what was not confirmed
            return every != null && every.toNanos() < PATIENCE / 2 && keepsAll;
        }

        private long unconfirmed() {
            return ledger.balance().count(Entry.SENT) - ledger.balance().count(Entry.CONFIRMED);
        }

        private void checkArrived() {
            checkOrder();
            if (losing && !confirming) {
                return;
            }
            long counters = sum("c:") + sum("some.longer.name.of.a.counter.number.two:");
            assertThat(counters).as(name).isGreaterThanOrEqualTo(counted);
            assertThat(sum("t:")).as(name).isGreaterThanOrEqualTo(tallied);
            if (!confirming) {
                assertThat(counters).as(name).isEqualTo(counted);
                assertThat(sum("t:")).as(name).isEqualTo(tallied);
                assertThat(lines().size()).as(name).isEqualTo(ledger.balance().count(Entry.SENT));
            }
            List<Long> gauges = lines().stream()
                    .filter(line -> line.startsWith("g:"))
                    .map(Run::value)
                    .toList();
            if (ledger.balance().count(Entry.FOLDED) == 0) {
                assertThat(gauges.stream().distinct().count())
                        .as("%s: gauges", name)
                        .isEqualTo(lastGauge);
            }
            assertThat(gauges.isEmpty() ? 0 : gauges.get(gauges.size() - 1))
                    .as(name)
                    .isEqualTo(lastGauge);
        }

        private void checkOrder() {
            long last = 0;
            for (FaultyConnection connection : transport.connections) {
                String read = connection.read.toString();
                assertThat(read.isEmpty() || read.endsWith("\n") || !connection.isComplete())
                        .as("%s: torn", name)
                        .isTrue();
                last = confirming ? 0 : last;
                for (String line : whole(read)) {
                    assertThat(line).as(name).matches("_e\\{1,1}:a\\|b|(c|t|g|some[a-z.]+two):[0-9]+\\|[cg]");
                    if (line.startsWith("g:")) {
                        assertThat(value(line)).as("%s: order", name).isGreaterThan(last);
                        last = value(line);
                    }
                }
            }
        }

        private long sum(String start) {
            return lines().stream()
                    .filter(line -> line.startsWith(start))
                    .mapToLong(Run::value)
                    .sum();
        }

        private List<String> lines() {
            return transport.connections.stream()
                    .flatMap(connection -> whole(connection.read.toString()).stream())
                    .toList();
        }

        private static List<String> whole(String read) {
            return read.substring(0, read.lastIndexOf('\n') + 1).lines().toList();
        }

        private static long value(String line) {
            return Long.parseLong(line.substring(line.indexOf(':') + 1, line.indexOf('|')));
        }

        private SenderSettings settings() {
            return new SenderSettings(
                    "server",
                    LONGEST,
                    pick(1L, 64L, 100L, 130L, 256L, 300L, 1_000L, 100_000L, 100_000L, 100_000L),
                    perhaps(100),
                    random.nextBoolean(),
                    new FoldSettings(Syntax.of(Dialect.GRAPHITE, false, ""), 10, 1 << 20, 5, true),
                    new LinkSettings(
                            confirming
                                    ? pick(
                                            MILLI,
                                            MILLI.multipliedBy(50),
                                            MILLI.multipliedBy(1_000),
                                            Duration.ofHours(1))
                                    : null,
                            MILLI.multipliedBy(10),
                            MILLI.multipliedBy(200),
                            MILLI.multipliedBy(300),
                            MILLI.multipliedBy(2_000),
                            random.nextBoolean() ? perhaps(10) : perhaps(500),
                            perhaps(200)),
                    MILLI.multipliedBy(3_000));
        }

        private @Nullable Duration perhaps(long millis) {
            return random.nextInt(3) == 0 ? MILLI.multipliedBy(millis) : null;
        }

        @SafeVarargs
        private <T> T pick(T... choice) {
            return choice[random.nextInt(choice.length)];
        }
    }
}
