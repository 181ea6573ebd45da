package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sprockets.statsd.ConnectorListener;
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
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole sender over a network on which everything goes wrong that can, by seed: after each round every metric is
 * accounted for, no connection is in a state that could last for ever, and no more is confirmed than the server has
 * read. When it is over, all that is kept arrives. {@code -Dsimulation.rounds=1000000} makes it long.
 */
class SenderSimulationTest {
    private static final long ROUNDS = Long.getLong("simulation.rounds", 60_000);
    private static final int ROUNDS_OF_A_RUN = 1_000;
    private static final int MOST_HASTE = 2_000; // rounds on end without a rest
    private static final long PATIENCE = 120_000_000_000L; // nanoseconds, on the simulated clock
    private static final int LONGEST = 64;

    private enum Kind {
        STREAM,
        CONFIRMED,
        DATAGRAMS
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricIsAccountedForAfterEachRound(Kind kind) {
        long rounds = 0;
        for (long seed = 0; rounds < ROUNDS / Kind.values().length; seed++) {
            rounds += new Simulation(kind, seed).run();
        }
    }

    private static final class Simulation {
        private final Kind kind;
        private final SplittableRandom random;
        private final FakeTicker ticker = new FakeTicker();
        private final SimulatedNetwork network;
        private final Ledger ledger = new Ledger();
        private final RecordQueue queue = new RecordQueue(4_096, () -> {});
        private final SenderSettings settings;
        private final SendLoop loop;
        private final String name;
        private long recorded;
        private long rounds;
        private int haste;

        Simulation(Kind kind, long seed) {
            this.kind = kind;
            this.random = new SplittableRandom(seed);
            this.network = new SimulatedNetwork(random.split(), ticker, kind == Kind.DATAGRAMS);
            this.settings = settings();
            this.name = kind + ", seed " + seed + ", " + settings;
            this.loop = begun();
        }

        /** Memory may be short at the start too; then there is none. */
        private SendLoop begun() {
            while (true) {
                try {
                    return new SendLoop(network, settings, surroundings());
                } catch (OutOfMemoryError e) {
                    // the one who starts it is told, and tries again
                }
            }
        }

        private Surroundings surroundings() {
            return new Surroundings(
                    queue,
                    new SeriesTable(10, LONGEST),
                    new Adders<>(),
                    ledger,
                    new Notices("server", ConnectorListener.NONE, ledger),
                    now -> network.shortOfMemory(),
                    ticker,
                    random.split(),
                    network::memory);
        }

        /** Returns the number of rounds. */
        long run() {
            while (rounds < ROUNDS_OF_A_RUN) {
                record();
                round();
            }
            if (random.nextInt(3) > 0) {
                network.calm();
                goOnUntilAllIsSent();
            }
            stop();
            return rounds;
        }

        private void goOnUntilAllIsSent() {
            long since = ticker.read();
            while (pending() > 0) {
                round();
                if (ticker.read() - since > PATIENCE) {
                    fail("%s: %s still wait, %s", name, pending(), ledger.balance());
                }
            }
        }

        private void stop() {
            long since = ticker.read();
            loop.stop();
            while (!loop.isDone()) {
                round();
            }
            assertThat(ticker.read() - since)
                    .as(name)
                    .isLessThanOrEqualTo(settings.stopTimeout().plusMillis(200).toNanos());
            for (int i = 0; i < 100; i++) {
                try {
                    loop.close();
                    break;
                } catch (OutOfMemoryError e) {
                    // the thread tries again
                }
            }
            check();
            assertThat(pending()).as(name).isZero();
        }

        private void round() {
            rounds++;
            long rest = 100_000_000;
            try {
                rest = loop.runOnce();
                loop.tell();
            } catch (OutOfMemoryError e) {
                loop.failed(e);
            }
            check();
            haste = rest > 0 ? 0 : haste + 1;
            if (haste > MOST_HASTE) {
                fail("%s: no rest", name);
            }
            long most = random.nextInt(10) == 0 ? rest : Math.min(rest, random.nextLong(12_000_000));
            ticker.pass(Duration.ofNanos(most));
            network.step();
        }

        private void check() {
            Balance balance = ledger.balance();
            long all = balance.count(Entry.SENT) + pending() + balance.count(Entry.FOLDED) + balance.droppedTotal();
            if (all != recorded) {
                fail("%s: %s recorded, %s pending, %s", name, recorded, pending(), balance);
            }
            if (balance.count(Entry.CONFIRMED) > network.read.size()) {
                fail("%s: %s read, %s", name, network.read.size(), balance);
            }
        }

        private long pending() {
            return ledger.balance().held()
                    + queue.waitingBeyond(ledger.balance().settled());
        }

        /** Lines of which no two are the same, so that it can be told which ones were read. */
        private void record() {
            for (int i = random.nextInt(6); i > 0; i--) {
                String line = random.nextInt(3) == 0
                        ? "_e{1," + recorded + "}:a|b"
                        : "g" + random.nextInt(20) + ":" + recorded + "|g";
                recorded += Recorded.line(queue, line) == RecordQueue.TAKEN ? 1 : 0;
            }
        }

        private SenderSettings settings() {
            return new SenderSettings(
                    "server",
                    LONGEST,
                    pick(64L, 300L, 4_000L, 100_000L, 1_000_000L),
                    perhaps(200),
                    random.nextBoolean(),
                    new FoldSettings(Syntax.of(Dialect.GRAPHITE, false, ""), 15, 1 << 20, 5, true),
                    new LinkSettings(
                            kind == Kind.CONFIRMED ? Duration.ofMillis(pick(1L, 50L, 1_000L, 5_000L)) : null,
                            Duration.ofMillis(10),
                            Duration.ofMillis(300),
                            Duration.ofMillis(400),
                            Duration.ofMillis(1_500),
                            perhaps(pick(10L, 700L)),
                            perhaps(300)),
                    Duration.ofSeconds(3));
        }

        private @Nullable Duration perhaps(long millis) {
            return random.nextInt(3) == 0 ? Duration.ofMillis(millis) : null;
        }

        private long pick(long... choice) {
            return choice[random.nextInt(choice.length)];
        }
    }
}
