package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.fold.Fold.Outcome;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a fold says of what is in it, and what it refuses. */
class FoldStateTest {
    private final Ledger ledger = new Ledger();
    private final SeriesTable table = new SeriesTable(5, 64);
    private Fold fold = fold(10, 1 << 16);

    @Test
    void isEmpty_isNotWithAnythingToWrite() {
        assertThat(fold.isEmpty(false)).isTrue();
        number("a:0|c\n", 1, 0);
        assertThat(fold.isEmpty(false)).isFalse();
        assertThat(fold.isEmpty(true)).isFalse();
        write(false);
        assertThat(fold.isEmpty(true)).isTrue();
    }

    @Test
    void isEmpty_leavesFractionsForAnotherTime() {
        number("a:0|c\n", 5, -1);
        assertThat(write(false)).isEmpty();

        assertThat(fold.isEmpty(false)).isTrue();
        assertThat(fold.isEmpty(true)).isFalse();
    }

    @Test
    void holds_isOfASeriesThatHasAnAccount() {
        Series series = series("a:0|c\n");
        Series other = series("b:0|c\n");
        assertThat(fold.holds(series)).isFalse();
        assertThat(fold.number(series, false, 1, 0)).isEqualTo(Outcome.MERGED);

        assertThat(fold.holds(series)).isTrue();
        assertThat(fold.holds(other)).isFalse();
        write(false);
        assertThat(fold.holds(series)).isFalse();
    }

    @Test
    void recount_findsWhatIsInside() {
        number("a:0|c\n", 1, 0);
        number("a:0|c\n", 2, 0);
        number("f:0|c\n", 5, -1);
        write(false); // of which the fraction stays
        number("b:0|c\n", 1, 0);
        number("b:0|c\n", 1, 0);
        number("t:0|ms\n", 1, 0);
        number("t:0|ms\n", 1, 0);
        long folded = ledger.count(Entry.FOLDED);
        fold.recount();

        assertThat(fold.held()).isEqualTo(4);
        assertThat(ledger.count(Entry.FOLDED)).isEqualTo(folded);
        assertThat(fold.discard()).isEqualTo(5);
        assertThat(fold.held()).isZero();
        assertThat(ledger.count(Entry.FOLDED)).as("those before").isEqualTo(1);
    }

    @Test
    void aFractionThatIsMergedAgainWaitsOnce() {
        number("f:0|c\n", 5, -1);
        write(false);
        number("f:0|c\n", 25, -2);
        assertThat(write(false)).isEmpty();

        assertThat(write(true)).containsExactly("f:0.75|c");
        assertThat(fold.bytes()).isZero();
        assertThat(fold.held()).isZero();
    }

    @Test
    void text_isAPartOfItsBytes() {
        byte[] line = "g:0|g\n".getBytes(US_ASCII);
        assertThat(fold.text(line, line.length, 2, "xx42yy".getBytes(US_ASCII), 2, 4))
                .isEqualTo(Outcome.MERGED);
        Series set = series("s:0|s\n");
        assertThat(fold.text(set, "xxmeyy".getBytes(US_ASCII), 2, 4)).isEqualTo(Outcome.MERGED);

        assertThat(write(false)).containsExactly("g:42|g", "s:me|s");
    }

    @Test
    void number_ofNoTypeThatCanBeMergedIsRefused() {
        byte[] line = "x:0|x\n".getBytes(US_ASCII);

        assertThat(fold.number(line, line.length, 2, false, 1, 0)).isEqualTo(Outcome.OTHER);
        assertThat(fold.text(line, line.length, 2, "1".getBytes(US_ASCII), 0, 1))
                .isEqualTo(Outcome.OTHER);
        assertThat(fold.isEmpty(true)).isTrue();
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void number_ofASetIsRefused() {
        byte[] line = "s:0|s\n".getBytes(US_ASCII);

        assertThat(fold.number(line, line.length, 2, false, 1, 0)).isEqualTo(Outcome.FULL);
    }

    @Test
    void add_isForCountersWhoseCallsAreCounted() {
        Series counter = series("a:0|c\n");
        assertThat(fold.add(counter, 5, 0)).isFalse();
        assertThat(fold.add(series("s:0|s\n"), 5, 1)).isFalse();
        assertThat(fold.isEmpty(false)).isTrue();

        assertThat(fold.add(counter, 5, 3)).isTrue();
        assertThat(fold.held()).isEqualTo(1);
        assertThat(ledger.count(Entry.FOLDED)).isEqualTo(2);
        assertThat(write(false)).containsExactly("a:5|c");
    }

    @Test
    void aFullFoldRefusesOtherSeriesOnly() {
        fold = fold(1, 1 << 16);
        Series counter = series("a:0|c\n");
        assertThat(fold.add(counter, 1, 1)).isTrue();
        assertThat(fold.add(series("b:0|c\n"), 1, 1)).isFalse();
        byte[] line = "g:0|g\n".getBytes(US_ASCII);
        assertThat(fold.text(line, line.length, 2, "1".getBytes(US_ASCII), 0, 1))
                .isEqualTo(Outcome.FULL);
        assertThat(fold.number(line, line.length, 2, false, 1, 0)).isEqualTo(Outcome.FULL);
        assertThat(fold.bytes()).isEqualTo(Account.BYTES);

        assertThat(fold.add(counter, 1, 1)).isTrue();
        assertThat(write(false)).containsExactly("a:2|c");
    }

    @Test
    void aMemberWithoutRoomIsRefused() {
        fold = fold(10, Account.BYTES);
        Series set = series("s:0|s\n");

        assertThat(fold.text(set, "member".getBytes(US_ASCII), 0, 6)).isEqualTo(Outcome.FULL);
        assertThat(fold.holds(set)).isFalse();
        assertThat(fold.bytes()).isZero();
        assertThat(fold.isEmpty(true)).isTrue();
    }

    @Test
    void write_doesNothingWithoutRoom() {
        number("a:0|c\n", 1, 0);

        assertThat(write(false, 0)).isEmpty();
        assertThat(fold.held()).isEqualTo(1);
        assertThat(write(false)).containsExactly("a:1|c");
    }

    @Test
    void write_forgetsWhatItHasWrittenLineByLine() {
        fold = fold(10, 1 << 16);
        number("c:0|c\n", 1, 0);
        number("c:0|c\n", 2, 0);
        number("g:0|g\n", 1, 0);
        number("g:0|g\n", 2, 0);
        for (int i = 0; i < 25; i++) {
            number("t:0|ms\n", i, 0);
        }
        Series set = series("s:0|s\n");
        for (String member : List.of("a", "b", "c", "a")) {
            assertThat(fold.text(set, member.getBytes(US_ASCII), 0, 1)).isEqualTo(Outcome.MERGED);
        }
        long lines = fold.held();
        assertThat(lines).isEqualTo(1 + 1 + 10 + 3);
        for (long left = lines - 1; left >= 0; left--) {
            assertThat(write(false, 1)).hasSize(1);
            assertThat(fold.held()).isEqualTo(left);
        }

        assertThat(ledger.count(Entry.FOLDED)).isEqualTo(2 + 2 + 25 + 4 - lines);
        assertThat(fold.bytes()).isZero();
        assertThat(fold.discard()).as("metrics that are still inside").isZero();
    }

    @Test
    void add_keepsTheSeriesInUse() {
        Series series = series("a:0|c\n");
        table.tick();
        assertThat(fold.add(series, 1, 1)).isTrue();

        assertThat(table.leaving(1)).isEmpty();
    }

    @Test
    void add_isAlsoForASeriesThatHasGivenUpItsNumber() {
        Series series = series("a:0|c\n");
        assertThat(table.leaving(0)).containsExactly(series);
        table.tick();
        table.release(series, false);
        assertThat(fold.add(series, 4, 2)).isTrue();
        number("a:0|c\n", 3, 0);

        assertThat(fold.holds(series)).isFalse();
        assertThat(write(false)).containsExactly("a:7|c");
        assertThat(fold.bytes()).isZero();
    }

    @Test
    void sum_ofNothingIsNeitherNegativeNorAFraction() {
        Sum sum = new Sum();
        assertThat(sum.isNegative()).isFalse();
        assertThat(sum.isZero()).isTrue();
        assertThat(sum.isWhole()).isTrue();

        sum.add(5, -1);
        sum.add(-5, -1);
        assertThat(sum.isNegative()).isFalse();
        assertThat(sum.isZero()).isTrue();
    }

    @Test
    void sum_fitsWhereBothNumbersDo() {
        Sum sum = new Sum();
        sum.set(7, -2);
        int both = 2 * Decimal.roughLength(0) + 2 + 3;

        assertThat(sum.fitsRoughly(3, both)).isTrue();
        assertThat(sum.fitsRoughly(3, both - 1)).isFalse();
        sum.set(new BigDecimal("1e30"));
        assertThat(sum.fitsRoughly(3, 1_000)).isFalse();
    }

    private Fold fold(int maxSeries, long bytes) {
        Syntax syntax = Syntax.of(Dialect.GRAPHITE, false, "");
        return new Fold(new FoldSettings(syntax, maxSeries, bytes, 10, true), table, ledger);
    }

    private Series series(String line) {
        return Objects.requireNonNull(table.add(line.getBytes(US_ASCII), line.indexOf(':') + 1));
    }

    /** Merges a number of a series that is spelled out. */
    private void number(String line, long significand, int exponent) {
        byte[] bytes = line.getBytes(US_ASCII);
        assertThat(fold.number(bytes, bytes.length, line.indexOf(':') + 1, false, significand, exponent))
                .isEqualTo(Outcome.MERGED);
    }

    private List<String> write(boolean last) {
        return write(last, Integer.MAX_VALUE);
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
                        lines.add(new String(line, 0, length - 1, US_ASCII));
                    }
                },
                last);
        return lines;
    }
}
