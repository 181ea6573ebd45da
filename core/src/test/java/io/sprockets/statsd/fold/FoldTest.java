package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.series.SeriesTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of metrics that are merged. */
class FoldTest {
    private static final int LONGEST = 256;

    private final Ledger ledger = new Ledger();
    private final SeriesTable table = new SeriesTable(5, LONGEST); // so that most are spelled out
    private long recorded;
    private Fold fold = fold(Dialect.GRAPHITE, 1 << 20, 10, true);

    private Fold fold(Dialect dialect, long bytes, int samples, boolean holdsFractions) {
        Syntax syntax = Syntax.of(dialect, false, "");
        return new Fold(new FoldSettings(syntax, 20, bytes, samples, holdsFractions), table, ledger);
    }

    @Test
    void counters_areSummedBySeries() {
        add("a:1|c", "b:1|c", "a:10|c", "a:-3|c", "a:1|c|#x:y", "a:1|c|@0.1", "a:1|c|@0.1");
        assertThat(write()).containsExactly("a:8|c", "b:1|c", "a:1|c|#x:y", "a:2|c|@0.1");
    }

    @Test
    void aSeriesHasOneAccountHoweverItIsRecorded() {
        var series = Objects.requireNonNull(table.add("a:0|c\n".getBytes(UTF_8), 2));
        assertThat(fold.number(series, false, 5, 0)).isEqualTo(Fold.Outcome.MERGED);
        assertThat(fold.text(series, "7".getBytes(UTF_8), 0, 1)).isEqualTo(Fold.Outcome.MERGED);
        assertThat(fold.add(series, 100, 3)).isTrue();
        recorded += 5;
        add("a:1000|c", "b:1|c", "b:2|c");
        assertThat(write()).containsExactly("a:1112|c", "b:3|c");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void aSeriesKeepsItsAccountWhenItGetsANumber() {
        add("c:1|c", "g:1|g", "t:1|ms", "s:x|s", "c:2|c");
        long spelled = fold.bytes();
        for (String line : List.of("c:0|c", "g:0|g", "t:0|ms", "s:0|s")) {
            var series = Objects.requireNonNull(table.add((line + "\n").getBytes(UTF_8), 2));
            assertThat(fold.text(series, "7".getBytes(UTF_8), 0, 1)).isEqualTo(Fold.Outcome.MERGED);
            assertThat(fold.holds(series)).isTrue();
        }
        recorded += 4;
        add("c:4|c", "g:8|g");
        assertThat(fold.bytes()).isLessThan(spelled); // as they are not spelled out any more
        assertThat(write()).containsExactly("c:14|c", "g:8|g", "t:1|ms", "t:7|ms", "s:x|s", "s:7|s");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void numbersWithManyDigitsTakeNoMoreTheMoreOfThemCome() {
        SplittableRandom random = new SplittableRandom(7);
        fold = fold(Dialect.GRAPHITE, 2_000, 10, true);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal change = BigDecimal.ZERO;
        for (int i = 0; i < 2_000; i++) {
            BigDecimal more = new BigDecimal(1_000 + random.nextDouble());
            sum = sum.add(new BigDecimal(more.toPlainString().substring(0, 20)));
            change = change.subtract(new BigDecimal(more.toPlainString().substring(0, 24)));
            add("c:" + more.toPlainString().substring(0, 20) + "|c");
            add("g:-" + more.toPlainString().substring(0, 24) + "|g");
        }
        add("other:1|c");
        assertThat(write(true))
                .containsExactly(
                        "c:" + sum.stripTrailingZeros().toPlainString() + "|c",
                        "g:" + change.stripTrailingZeros().toPlainString() + "|g",
                        "other:1|c");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void aGaugeGivesBackWhatItsOldNumbersTook() {
        fold = fold(Dialect.GRAPHITE, 1_000, 10, true);
        add("g:-1234567890123456789012345|g");
        long large = fold.bytes();
        add("g:1|g");
        assertThat(fold.bytes()).isLessThan(large);
        for (int i = 0; i < 100; i++) {
            add("g:1234567890123456789012345|g", "g:+0.5|g", "g:" + i + "|g");
        }
        assertThat(write()).containsExactly("g:99|g");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void aCounterKeepsNoMoreThanItsFraction() {
        fold = fold(Dialect.GRAPHITE, 1_000, 10, true);
        for (int i = 0; i < 100; i++) {
            add("c:1.12345678901234567890123456789|c", "c:1|c");
            assertThat(write()).hasSize(1);
        }
        assertThat(fold.bytes()).isLessThan(1_000);
    }

    @Test
    void timesAndOriginsAreSeriesOfTheirOwn() {
        fold = fold(Dialect.DOGSTATSD, 1 << 20, 10, true);
        add("a:1|c|T1", "a:1|c", "a:2|c|T2", "a:5|c|T1", "g:1|g|#k:v|T1", "g:2|g|#k:v|T2", "g:-3|g|#k:v|T1");
        add("a:1|c|T1|c:x", "a:7|c|T12");
        assertThat(write())
                .containsExactly(
                        "a:6|c|T1",
                        "a:1|c",
                        "a:2|c|T2",
                        "g:-3|g|#k:v|T1",
                        "g:2|g|#k:v|T2",
                        "a:1|c|T1|c:x",
                        "a:7|c|T12");
    }

    @Test
    void counters_areExactBeyondALong() {
        add("a:9223372036854775807|c", "a:9223372036854775807|c", "a:-1|c");
        assertThat(write()).containsExactly("a:18446744073709551613|c");
    }

    @Test
    void counters_carryTheirFractionUntilItIsWhole() {
        add("a:1|c", "a:0.5|c");
        assertThat(write()).containsExactly("a:1|c");
        add("a:0.4|c");
        assertThat(write()).isEmpty();
        add("a:0.1|c");
        assertThat(write()).containsExactly("a:1|c");
        assertThat(write()).isEmpty();
    }

    @Test
    void counters_leaveNoFractionBehindAtTheEnd() {
        add("a:0.7|c", "b:0|c", "c:-1.25|c", "c:-1|c");
        assertThat(write()).containsExactly("b:0|c", "c:-2|c");
        assertThat(write(true)).containsExactly("a:0.7|c", "c:-0.25|c");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void aSingleCallWithAFractionIsNeverCountedAsMerged() {
        add("x:1.5|c");
        assertThat(write()).isEmpty(); // it waits for another one
        assertThat(ledger.count(Entry.FOLDED)).isZero();
        add("x:0.75|c");
        assertThat(write()).containsExactly("x:2|c");
        assertThat(ledger.count(Entry.FOLDED)).isZero();
        assertThat(write(true)).containsExactly("x:0.25|c");
        assertThat(ledger.count(Entry.FOLDED)).isZero();
    }

    @Test
    void fractionsWaitBesideTheSeriesAndNotForEver() {
        IntStream.range(0, 20).forEach(i -> add("f" + i + ":0.5|c"));
        assertThat(write()).isEmpty();
        IntStream.range(0, 20).forEach(i -> add("c" + i + ":1|c"));
        assertThat(write()).hasSize(20);
        for (int i = 0; i < 8; i++) {
            assertThat(write()).isEmpty();
        }
        assertThat(write()).hasSize(20).allMatch(line -> line.endsWith(":0.5|c"));
    }

    @Test
    void fractionsThatWaitAreNotTooMany() {
        Syntax syntax = Syntax.of(Dialect.GRAPHITE, false, "");
        fold = new Fold(new FoldSettings(syntax, 5_000, 1 << 22, 10, true), table, ledger);
        IntStream.range(0, 1_500).forEach(i -> add("f" + i + ":0.5|c"));
        assertThat(write()).hasSize(500).contains("f0:0.5|c");
    }

    @Test
    void counters_keepTheirFractionIfToldSo() {
        fold = fold(Dialect.GRAPHITE, 1 << 20, 10, false);
        add("a:0.1|c", "a:0.2|c");
        assertThat(write()).containsExactly("a:0.3|c");
    }

    @Test
    void counters_thatWouldNotFitIntoALineTakeAnother() {
        String name = "n".repeat(LONGEST - 5); // and ":9|c" and a newline is one too long; so without the colon's place
        String fitting = name.substring(1);
        add(fitting + ":9|c", fitting + ":9|c", fitting + ":9|c", fitting + ":-9|c");
        List<String> lines = write();
        assertThat(lines).allMatch(line -> line.length() + 1 <= LONGEST);
        assertThat(sum(lines)).isEqualByComparingTo("18");
    }

    @Test
    void gauges_keepTheLastValueAndTheChangesSince() {
        add("a:5|g", "a:7|g", "a:+3|g", "a:-1|g", "b:+2|g", "b:-5|g", "c:+1|g", "c:0.1|g", "c:+0.2|g");
        assertThat(write()).containsExactly("a:9|g", "b:-3|g", "c:0.3|g");
    }

    @Test
    void gauges_belowZeroAreSetByAPair() {
        add("a:2|g", "a:-5|g", "b:+0|g", "c:9|g");
        set("c", -4);
        assertThat(write())
                .containsExactly(
                        "a:0|g" + (char) Lines.JOINT + "a:-3|g", "b:+0|g", "c:0|g" + (char) Lines.JOINT + "c:-4|g");
    }

    @Test
    void gauges_thatWouldNotFitIntoALineTakeAnother() {
        String name = "n".repeat(LONGEST - 6);
        add(name + ":99|g", name + ":+3|g", name + ":+3|g", name + ":+7|g");
        List<String> lines = write();
        assertThat(lines).allMatch(line -> line.length() + 1 <= LONGEST);
        assertThat(lines.get(0)).endsWith(":99|g");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.contains(":+"));
        assertThat(sum(lines)).isEqualByComparingTo("112");
        add(name + ":99|g", name + ":+3|g", name + ":8|g");
        assertThat(write()).containsExactly(name + ":8|g");
    }

    @Test
    void sets_keepEachMember() {
        add("a:x|s", "a:y|s", "a:x|s", "b:x|s", "a:\u00e9|s");
        assertThat(write()).containsExactly("a:x|s", "a:y|s", "a:\u00e9|s", "b:x|s");
    }

    @Test
    void sets_haveABudgetOfTheirOwn() {
        fold = fold(Dialect.GRAPHITE, 20_000, 10, true);
        int members = 0;
        while (merge("s:member." + members + "|s") == Fold.Outcome.MERGED) {
            members++;
        }
        assertThat(members).isGreaterThan(20);
        assertThat(merge("s:member.0|s")).isEqualTo(Fold.Outcome.MERGED); // takes nothing
        assertThat(merge("requests:1|c")).isEqualTo(Fold.Outcome.MERGED);
        recorded += members + 2;
        assertThat(fold.bytes()).isBetween(9_000L, 11_000L);
        assertThat(write()).hasSize(members + 1).contains("requests:1|c");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void timers_areSentAsTheyAreWhileTheyAreFew() {
        add("a:1.5|ms", "a:2|ms", "h:3|h", "d:4|d", "a:123456789012345678901234567890|ms");
        assertThat(write())
                .containsExactly("a:1.5|ms", "a:2|ms", "a:123456789012345678000000000000|ms", "h:3|h", "d:4|d");
    }

    @Test
    void timers_keepTheirCountExactly() {
        for (int count : new int[] {11, 15, 99, 1_000, 1_003}) {
            IntStream.range(0, count).forEach(i -> add("a:" + i + "|ms|#k:v"));
            List<String> lines = write();
            assertThat(lines).hasSize(10).allMatch(line -> line.endsWith("|#k:v"));
            assertThat(lines.stream().mapToDouble(FoldTest::weight).sum()).isCloseTo(count, within(count / 1e6));
            assertThat(lines.stream().mapToLong(line -> (long) weight(line)).sum())
                    .isEqualTo(count);
        }
    }

    @Test
    void timers_thatWereSampledKeepTheirRate() {
        IntStream.range(0, 100).forEach(i -> add("a:" + i + "|ms|@0.5"));
        List<String> lines = write();
        assertThat(lines).hasSize(10).allMatch(line -> line.endsWith("|ms|@0.05"));
    }

    @Test
    void timers_keepAUniformSample() {
        SplittableRandom random = new SplittableRandom(3);
        double sum = 0;
        for (int round = 0; round < 1_000; round++) {
            int offset = random.nextInt(5);
            for (int i = 0; i < 100; i++) {
                add("s" + offset + ":" + i + "|ms");
            }
            sum += write().stream()
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1, line.indexOf('|'))))
                    .average()
                    .orElseThrow();
        }
        assertThat(sum / 1_000).isCloseTo(49.5, within(1.5)); // 10,000 values: five times the deviation of their mean
    }

    @Test
    void timers_withoutRoomForARateAreKeptOneByOne() {
        String name = "n".repeat(LONGEST - 20);
        IntStream.range(0, 1_003).forEach(i -> add(name + ":" + i + "|ms"));
        List<String> lines = write();
        assertThat(lines).hasSize(1_003).noneMatch(line -> line.contains("@"));
        assertThat(sum(lines)).isEqualByComparingTo("502503");
    }

    @Test
    void timers_neverHaveARateForCollectd() {
        fold = fold(Dialect.COLLECTD, 1 << 20, 10, true);
        IntStream.range(0, 500).forEach(i -> add("t:10|ms"));
        assertThat(write()).hasSize(500).allMatch(line -> line.equals("t:10|ms"));
    }

    @Test
    void timers_keepFewerValuesWhenMemoryIsShort() {
        fold = fold(Dialect.GRAPHITE, 20 * (Account.BYTES + 250) + 3_000, 100, true);
        for (int i = 0; i < 130; i++) {
            for (int timer = 0; timer < 10; timer++) {
                add("t" + timer + ":" + i + "|ms");
            }
        }
        add("late:1|c", "late:1|ms");
        List<String> lines = write();
        assertThat(lines.size()).isBetween(20, 900);
        for (int timer = 0; timer < 10; timer++) {
            String name = "t" + timer + ":";
            assertThat(lines.stream()
                            .filter(line -> line.startsWith(name))
                            .mapToLong(line -> (long) weight(line))
                            .sum())
                    .isEqualTo(130);
        }
    }

    @Test
    void timers_arePackedForTheAgent() {
        fold = fold(Dialect.DOGSTATSD, 1 << 20, 10, true);
        add("a:1|ms|#k:v", "a:2.5|ms|#k:v", "a:-3|h", "b:7|d|@0.5", "b:8|d|@0.5");
        assertThat(write()).containsExactly("a:1:2.5|ms|#k:v", "a:-3|h", "b:7:8|d|@0.5");
        IntStream.range(0, 25).forEach(i -> add("a:4|ms|#k:v"));
        assertThat(write()).containsExactly("a:4:4:4:4:4|ms|@0.333333333333|#k:v", "a:4:4:4:4:4|ms|@0.5|#k:v");
    }

    @Test
    void timers_arePackedForTheReferenceServer() {
        fold = fold(Dialect.STATSD, 1 << 20, 10, true);
        add("a;k=v:1|ms", "a;k=v:2.5|ms");
        assertThat(write()).containsExactly("a;k=v:1|ms:2.5|ms");
        IntStream.range(0, 25).forEach(i -> add("a:4|ms"));
        List<String> lines = write();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("a:4|ms|@0.333333333333:4|ms|@0.333333333333:");
    }

    @Test
    void packedLinesAreNoLongerThanALineMayBe() {
        for (Dialect dialect : List.of(Dialect.STATSD, Dialect.DOGSTATSD)) {
            fold = fold(dialect, 1 << 20, 1_000, true);
            IntStream.range(0, 900).forEach(i -> add("some.name:" + (i + 0.25) + "|ms|#k:v"));
            IntStream.range(0, 2_000).forEach(i -> add("other.name:1234567.125|ms"));
            List<String> lines = write();
            assertThat(lines).hasSizeLessThan(600).allMatch(line -> line.length() + 1 <= LONGEST);
            assertThat(lines.stream().mapToLong(line -> line.length() + 1).max().orElseThrow())
                    .isGreaterThan(LONGEST - 50);
        }
    }

    @Test
    void seriesAreBoundedInNumber() {
        IntStream.range(0, 20).forEach(i -> add("c" + i + ":1|c"));
        assertThat(merge("more:1|c")).isEqualTo(Fold.Outcome.FULL);
        assertThat(merge("c7:1|c")).isEqualTo(Fold.Outcome.MERGED);
        recorded++;
        assertThat(write()).hasSize(20).contains("c7:2|c");
        add("more:1|c");
        assertThat(write()).containsExactly("more:1|c");
    }

    @Test
    void seriesAreBoundedInBytes() {
        fold = fold(Dialect.GRAPHITE, 1_500, 10, true);
        int series = 0;
        while (merge("c" + series + ":1|c") == Fold.Outcome.MERGED) {
            series++;
        }
        recorded += series;
        assertThat(series).isBetween(3, 12);
        assertThat(fold.bytes()).isLessThanOrEqualTo(1_500);
        add("c0:1|c");
        assertThat(write()).hasSize(series).contains("c0:2|c");
    }

    @Test
    void whatCannotBeMergedIsLeftAlone() {
        assertThat(List.of("a:1|x", "a:b|c", "a:1e5|g", "a:1|", "text", "a:|c"))
                .allMatch(line -> merge(line) == Fold.Outcome.OTHER);
        assertThat(write()).isEmpty();
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void discard_givesBackEveryMetricInside() {
        add("a:1|c", "a:2|c", "b:1|ms", "c:0.5|c");
        write();
        add("a:1|c", "a:2|c", "d:x|s");
        assertThat(fold.discard()).isEqualTo(4); // and the fraction
        recorded -= 4;
        assertThat(fold.held()).isZero();
        assertThat(fold.bytes()).isZero();
        assertThat(write(true)).isEmpty();
    }

    @Test
    void write_stopsWhereThereIsNoRoomAndGoesOnThere() {
        IntStream.range(0, 7).forEach(i -> add("s:" + i + "|s", "t:" + i + "|ms"));
        IntStream.range(0, 13).forEach(i -> add("t:" + i + "|ms"));
        add("c:1|c");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.addAll(write(false, 1));
        }
        assertThat(lines).hasSize(18).endsWith("c:1|c");
        assertThat(lines.stream().filter(line -> line.startsWith("s:")).distinct())
                .hasSize(7);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("t:"))
                        .mapToLong(line -> (long) weight(line))
                        .sum())
                .isEqualTo(20);
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void sum_isExact() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            Sum sum = new Sum();
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = random.nextInt(8); i >= 0; i--) {
                long number = random.nextLong() >> random.nextInt(64);
                int exponent = random.nextInt(3) == 0 ? random.nextInt(-330, 330) : random.nextInt(-9, 4);
                sum.add(number, exponent);
                expected = expected.add(BigDecimal.valueOf(number, -exponent));
                assertThat(sum.total()).isEqualByComparingTo(expected);
                assertThat(sum.isNegative()).isEqualTo(expected.signum() < 0);
                assertThat(sum.isZero()).isEqualTo(expected.signum() == 0);
                assertThat(sum.isWhole())
                        .isEqualTo(expected.stripTrailingZeros().scale() <= 0);
                byte[] text = new byte[1_000];
                assertThat(new String(text, 0, sum.write(text, 0), UTF_8)).isEqualTo(Sum.text(expected));
            }
        }
    }

    /** How many values a server counts for a line. */
    private static double weight(String line) {
        int at = line.indexOf("|@");
        int end = line.indexOf('|', at + 1);
        return at < 0 ? 1 : 1 / Double.parseDouble(line.substring(at + 2, end < 0 ? line.length() : end));
    }

    private static BigDecimal sum(List<String> lines) {
        return lines.stream()
                .map(line -> new BigDecimal(line.substring(line.indexOf(':') + 1, line.indexOf('|'))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Merges lines as they are injected. */
    private void add(String... lines) {
        for (String line : lines) {
            assertThat(merge(line)).as(line).isEqualTo(Fold.Outcome.MERGED);
            recorded++;
            assertBalanced(0);
        }
    }

    private Fold.Outcome merge(String line) {
        int colon = Math.max(line.indexOf(':'), 0);
        int bar = line.indexOf('|') < 0 ? line.length() : line.indexOf('|');
        byte[] zero = (line.substring(0, colon) + ":0" + line.substring(bar) + "\n").getBytes(UTF_8);
        byte[] value = line.substring(Math.min(colon + 1, bar), bar).getBytes(UTF_8);
        int valueAt = line.substring(0, colon).getBytes(UTF_8).length + 1;
        return fold.text(zero, zero.length, valueAt, value, 0, value.length);
    }

    private void set(String name, long value) {
        byte[] zero = (name + ":0|g\n").getBytes(UTF_8);
        assertThat(fold.number(zero, zero.length, name.length() + 1, false, value, 0))
                .isEqualTo(Fold.Outcome.MERGED);
        recorded++;
    }

    private List<String> write() {
        return write(false);
    }

    private List<String> write(boolean last) {
        List<String> lines = write(last, Integer.MAX_VALUE);
        assertThat(fold.isEmpty(last)).isTrue();
        return lines;
    }

    private List<String> write(boolean last, int most) {
        List<String> lines = new ArrayList<>();
        fold.write(
                new LineSink() {
                    @Override
                    public boolean hasRoom() {
                        return lines.size() < most;
                    }

                    @Override
                    public void append(byte[] line, int length) {
                        assertThat(line[length - 1]).isEqualTo((byte) '\n');
                        lines.add(new String(line, 0, length - 1, UTF_8));
                    }
                },
                last);
        recorded -= lines.size();
        assertBalanced(0);
        return lines;
    }

    /** Lines that were written are no longer here; what was merged into them is counted as folded. */
    private void assertBalanced(long dropped) {
        assertThat(ledger.count(Entry.FOLDED)).isNotNegative();
        assertThat(fold.held() + ledger.count(Entry.FOLDED) + dropped).isEqualTo(recorded);
    }
}
