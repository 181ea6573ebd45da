package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers that are no long take bytes of the budget, and lines of their own where one would be too long. */
class LargeNumbersTest {
    private static final int DIGITS = 26; // that a value of the series has room for
    private static final BigDecimal LARGE = new BigDecimal("6" + "0".repeat(DIGITS - 1));
    private static final long BYTES = Sum.bytes(LARGE);

    private final SeriesTable table = new SeriesTable(5, "a:0|c\n".length() - 1 + DIGITS);
    private final Budget budget = new Budget(1_000);
    private final List<String> lines = new ArrayList<>();

    @Test
    void bytes_areTheObjectAndItsDigits() {
        assertThat(Sum.bytes(BigDecimal.ONE)).isEqualTo(Budget.OBJECT);
        assertThat(Sum.bytes(BigDecimal.valueOf(Long.MAX_VALUE))).isEqualTo(Budget.OBJECT + 63 / 8);
    }

    @Test
    void counter_takesBytesForALargeSumAndGivesThemBackOnce() {
        CounterAccount counter = new CounterAccount(series("a:0|c\n"), budget, true, table.values());

        assertThat(counter.add(false, LARGE)).isTrue();
        assertThat(budget.used()).isEqualTo(BYTES);
        assertThat(counter.add(5, 0, 3)).isTrue();
        assertThat(counter.metrics()).isEqualTo(4);
        assertThat(counter.lines()).isEqualTo(1);
        counter.free();
        counter.free();
        assertThat(budget.used()).isZero();
    }

    @Test
    void counter_refusesWhatTheBudgetHasNoRoomFor() {
        CounterAccount counter = new CounterAccount(series("a:0|c\n"), new Budget(BYTES - 1), true, table.values());

        assertThat(counter.add(false, 1, 0)).isTrue();
        assertThat(counter.add(false, LARGE)).isFalse();
        assertThat(counter.metrics()).isEqualTo(1);
        assertThat(written(counter)).containsExactly("a:1|c");
    }

    @Test
    void counter_takesAnotherLineWhereTheSumWouldBeTooLong() {
        CounterAccount counter = new CounterAccount(series("a:0|c\n"), budget, true, table.values());

        assertThat(counter.add(false, LARGE)).isTrue();
        assertThat(counter.add(false, LARGE)).isTrue();
        assertThat(counter.metrics()).isEqualTo(2);
        assertThat(counter.lines()).isEqualTo(2);
        assertThat(budget.used()).isEqualTo(2 * BYTES + Budget.OBJECT);
        assertThat(written(counter)).containsExactly("a:" + LARGE + "|c", "a:" + LARGE + "|c");
        assertThat(counter.metrics()).isZero();
        assertThat(counter.lines()).isZero();
    }

    @Test
    void counter_fillsALineToItsLastCharacter() {
        CounterAccount counter = new CounterAccount(series("a:0|c\n"), budget, true, table.values());

        assertThat(counter.add(false, LARGE)).isTrue();
        assertThat(counter.add(false, BigDecimal.ONE)).isTrue();
        assertThat(counter.lines()).isEqualTo(1);
        assertThat(written(counter)).containsExactly("a:" + LARGE.add(BigDecimal.ONE) + "|c");
    }

    @Test
    void gauge_takesBytesForALargeValueAndGivesThemBackOnce() {
        GaugeAccount gauge = new GaugeAccount(series("a:0|g\n"), budget, true);

        assertThat(gauge.add(false, LARGE)).isTrue();
        assertThat(budget.used()).isEqualTo(BYTES);
        assertThat(gauge.metrics()).isEqualTo(1);
        gauge.free();
        gauge.free();
        assertThat(budget.used()).isZero();
    }

    @Test
    void gauge_refusesWhatTheBudgetHasNoRoomForAndKeepsWhatItHas() {
        GaugeAccount gauge = new GaugeAccount(series("a:0|g\n"), new Budget(BYTES - 1), true);

        assertThat(gauge.add(false, 7, 0)).isTrue();
        assertThat(gauge.add(false, LARGE)).isFalse();
        assertThat(gauge.add(true, LARGE)).isFalse();
        assertThat(gauge.metrics()).isEqualTo(1);
        assertThat(written(gauge)).containsExactly("a:7|g");
    }

    @Test
    void gauge_takesAnotherLineForAChangeThatWouldMakeItTooLong() {
        GaugeAccount gauge = new GaugeAccount(series("a:0|g\n"), budget, true);
        BigDecimal value = new BigDecimal("99" + "0".repeat(DIGITS - 2));
        BigDecimal change = new BigDecimal("9" + "0".repeat(DIGITS - 2)); // its sign takes a character

        assertThat(gauge.add(false, value)).isTrue();
        assertThat(gauge.add(true, change)).isTrue();
        assertThat(gauge.lines()).isEqualTo(2);
        assertThat(gauge.metrics()).isEqualTo(2);
        assertThat(budget.used()).isEqualTo(Sum.bytes(value) + Sum.bytes(change) + 2 * Budget.OBJECT);
        assertThat(written(gauge)).containsExactly("a:" + value + "|g", "a:+" + change + "|g");
    }

    @Test
    void gauge_forgetsAllLinesWithItsNextValue() {
        GaugeAccount gauge = new GaugeAccount(series("a:0|g\n"), budget, true);
        assertThat(gauge.add(false, LARGE)).isTrue();
        assertThat(gauge.add(true, LARGE)).isTrue();
        assertThat(gauge.lines()).isEqualTo(2);

        assertThat(gauge.add(false, 5, 0)).isTrue();
        assertThat(gauge.lines()).isEqualTo(1);
        assertThat(gauge.metrics()).isEqualTo(3);
        assertThat(written(gauge)).containsExactly("a:5|g");
        assertThat(gauge.metrics()).isZero();
    }

    private Series series(String line) {
        return Objects.requireNonNull(table.add(line.getBytes(US_ASCII), 2));
    }

    private List<String> written(Account account) {
        LineSink sink = new LineSink() {
            @Override
            public boolean hasRoom() {
                return true;
            }

            @Override
            public void append(byte[] line, int length) {
                lines.add(new String(line, 0, length - 1, US_ASCII));
            }
        };
        account.write(new Output(sink, table.longestLine()), true);
        return lines;
    }
}
