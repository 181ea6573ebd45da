package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.Timing;
import io.sprockets.statsd.call.Recorder;
import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.call.View;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls at random, of every kind and form, through outages, aggregation and restarts: what arrives comes to what was
 * recorded, to the last digit, as a server would reckon it that has read every line.
 */
class ModelTest {
    private static final int CALLS = Integer.getInteger("model.calls", 1_000_000);
    private static final int CALLS_OF_A_RUN = 10_000;

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD", "GRAPHITE", "COLLECTD"})
    void whatArrivesIsWhatWasRecorded(Dialect dialect) {
        int runs = Math.max(1, CALLS / 4 / CALLS_OF_A_RUN);
        IntStream.range(0, runs)
                .forEach(run -> new Run(dialect, run * 31L + dialect.name().length()).check());
    }

    private static final class Run {
        private static final String[] NAMES = {"a", "bb", "some.longer.name", "x_y"};
        private static final String[] AMOUNTS = {"0.5", "0.25", "1.75", "-0.1", "1e-7", "123456789.125", "3", "-2.5"};
        private static final int LONGEST = 256;
        private static final long MOST_PASSED = 300_000_000; // nanoseconds between two rounds
        private static final Duration SECOND = Duration.ofSeconds(1);

        private final String name;
        private final SplittableRandom random;
        private final Syntax syntax;
        private final boolean tagsInName;
        private final @Nullable Duration aggregation;
        private final Ledger ledger = new Ledger();
        private final FakeTicker ticker = new FakeTicker();
        private final FakeTransport transport = new FakeTransport();
        private final RecordQueue queue = new RecordQueue(1 << 16, () -> {});
        private final SeriesTable table;
        private final Adders<Series> adders = new Adders<>();
        private final Statsd statsd;
        private final Counter boundCounter;
        private final Gauge boundGauge;
        private final Timing boundTiming;
        private final PlainModel recorded = new PlainModel();
        private final SenderSettings settings;
        private SendLoop loop;
        private long calls;

        Run(Dialect dialect, long seed) {
            this.random = new SplittableRandom(seed);
            this.syntax = Syntax.of(dialect, false, "");
            this.tagsInName = dialect != Dialect.DOGSTATSD;
            this.aggregation = random.nextBoolean() ? Duration.ofMillis(random.nextInt(1, 2_000)) : null;
            this.table = new SeriesTable(random.nextInt(4, 60), LONGEST);
            this.settings = settings();
            this.name = "seed " + seed + ", " + settings;
            this.loop = loop();
            this.statsd = new View(
                    new Recorder(
                            queue,
                            table,
                            aggregation == null ? null : adders,
                            ledger,
                            Duration.ZERO,
                            syntax.signIsChange()),
                    Scope.of(syntax, false, "", false, Tags.NONE));
            this.boundCounter = statsd.counter("bound");
            this.boundGauge = statsd.gauge("bound.gauge");
            this.boundTiming = statsd.timing("bound.timing");
        }

        void check() {
            while (calls < CALLS_OF_A_RUN) {
                for (int i = random.nextInt(40); i > 0; i--) {
                    call();
                }
                round();
                switch (random.nextInt(300)) {
                    case 0 -> transport.refusing = true;
                    case 1, 2, 3 -> transport.refusing = false;
                    case 4 -> breakConnection();
                    case 5 -> restart();
                    default -> {}
                }
            }
            stop();
            PlainModel arrived = new PlainModel();
            transport.received().lines().forEach(tagsInName ? arrived::read : arrived::readAgents);
            arrived.assertEqualTo(recorded, name);
        }

        private void call() {
            calls++;
            Tagging tagging = Tagging.any(random);
            Statsd view = tagging.view(statsd);
            String path =
                    random.nextInt(20) == 0 ? "fresh." + random.nextInt(2_000) : NAMES[random.nextInt(NAMES.length)];
            String series = series(path, tagging);
            switch (random.nextInt(syntax.signIsChange() ? 12 : 9)) {
                case 0 -> count(view, path, series);
                case 1 -> countFraction(view, path, series);
                case 2 -> countAtARate(view, path, series);
                case 3 -> setGauge(view, path + ".g", series(path + ".g", tagging));
                case 4 -> addMember(view, path + ".s", series(path + ".s", tagging));
                case 5, 6 -> time(view, path + ".t", series(path + ".t", tagging));
                case 7, 8 -> callBound();
                default -> changeGauge(view, path + ".g", series(path + ".g", tagging));
            }
        }

        private void count(Statsd view, String path, String series) {
            long amount = random.nextInt(10) == 0 ? random.nextLong() >> 2 : random.nextInt(-5, 100);
            view.incr(path, amount);
            recorded.count(series + "@1", BigDecimal.valueOf(amount));
        }

        private void countFraction(Statsd view, String path, String series) {
            String amount = AMOUNTS[random.nextInt(AMOUNTS.length)];
            if (random.nextBoolean()) {
                view.incr(path, Double.parseDouble(amount));
            } else {
                view.injectMetric(path, new BigDecimal(amount).toPlainString(), "c");
            }
            recorded.count(series + "@1", new BigDecimal(amount));
        }

        private void countAtARate(Statsd view, String path, String series) {
            view.presampled(0.5).incr(path, 3);
            recorded.count(series + "@0.5", BigDecimal.valueOf(3));
        }

        private void setGauge(Statsd view, String path, String series) {
            BigDecimal value = BigDecimal.valueOf(random.nextInt(-500, 500), random.nextInt(3));
            if (random.nextBoolean()) {
                view.gauge(path, value.longValue());
                recorded.setGauge(series, BigDecimal.valueOf(value.longValue()));
            } else {
                view.gauge(path, value.doubleValue());
                recorded.setGauge(series, value);
            }
        }

        private void changeGauge(Statsd view, String path, String series) {
            BigDecimal change = BigDecimal.valueOf(random.nextInt(-50, 50), random.nextInt(3));
            view.gaugeDelta(path, change.doubleValue());
            recorded.changeGauge(series, change);
        }

        private void addMember(Statsd view, String path, String series) {
            String member = "m" + random.nextInt(100);
            view.set(path, member);
            recorded.addMember(series, member);
        }

        private void time(Statsd view, String path, String series) {
            int millis = random.nextInt(1_000);
            view.timing(path, Duration.ofMillis(millis));
            recorded.time(series, BigDecimal.valueOf(millis), 1);
        }

        private void callBound() {
            int number = random.nextInt(100);
            switch (random.nextInt(4)) {
                case 0 -> {
                    boundGauge.set(number);
                    recorded.setGauge("bound.gauge", BigDecimal.valueOf(number));
                }
                case 1 -> {
                    boundTiming.record(Duration.ofMillis(number));
                    recorded.time("bound.timing", BigDecimal.valueOf(number), 1);
                }
                default -> {
                    boundCounter.incr(number);
                    recorded.count("bound@1", BigDecimal.valueOf(number));
                }
            }
        }

        private String series(String path, Tagging tagging) {
            return tagging != Tagging.NONE ? path + (tagsInName ? tagging.inName(syntax) : "#k:v,r:eu") : path;
        }

        private void round() {
            long rest = loop.runOnce();
            assertBalanced();
            ticker.pass(Duration.ofNanos(Math.min(rest, random.nextLong(MOST_PASSED))));
        }

        private void assertBalanced() {
            Balance counts = ledger.balance();
            long pending = counts.held() + queue.waitingBeyond(counts.settled()) + adders.calls() - counts.tallied();
            assertThat(counts.count(Entry.SENT) + pending + counts.count(Entry.FOLDED))
                    .as(name)
                    .isEqualTo(calls);
            assertThat(counts.dropped()).as(name).isEmpty();
        }

        private void breakConnection() {
            if (!transport.connections.isEmpty()) {
                transport.last().broken = true;
            }
        }

        private void restart() {
            stop();
            queue.open();
            loop = loop();
        }

        private void stop() {
            transport.refusing = false;
            while (!ledger.balance().connected()) {
                round(); // a stop waits for no server that may never come
            }
            loop.stop();
            while (!loop.isDone()) {
                round();
            }
            loop.close();
            assertBalanced();
        }

        private SendLoop loop() {
            return new SendLoop(
                    transport, settings, Quiet.surroundings(queue, table, adders, ledger, ticker, random.split()));
        }

        private SenderSettings settings() {
            return new SenderSettings(
                    "server",
                    LONGEST,
                    random.nextInt(256, 20_000),
                    aggregation,
                    true,
                    new FoldSettings(syntax, 10_000, 1 << 23, random.nextInt(1, 20), aggregation != null),
                    new LinkSettings(
                            null,
                            SECOND,
                            SECOND.multipliedBy(3),
                            SECOND.multipliedBy(10),
                            SECOND.multipliedBy(30),
                            random.nextBoolean() ? SECOND.multipliedBy(5) : null,
                            SECOND.multipliedBy(120)),
                    SECOND.multipliedBy(60));
        }
    }

    /** The same tags, given in different ways. */
    private enum Tagging {
        NONE,
        TOGETHER,
        TURNED,
        ONE_AFTER_THE_OTHER;

        private static final List<Tagging> ALL = List.of(values());

        static Tagging any(SplittableRandom random) {
            return ALL.get(random.nextInt(ALL.size()));
        }

        Statsd view(Statsd statsd) {
            return switch (this) {
                case NONE -> statsd;
                case TOGETHER -> statsd.tagged(Tags.of("k", "v", "r", "eu"));
                case TURNED -> statsd.tagged(Tags.of("r", "eu", "k", "v"));
                case ONE_AFTER_THE_OTHER -> statsd.tagged(Tags.of("r", "eu")).tagged(Tags.of("k", "v"));
            };
        }

        String inName(Syntax syntax) {
            return new String(syntax.afterName(Tags.of("k", "v", "r", "eu")), UTF_8);
        }
    }
}
