package io.sprockets.statsd.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a series was last. */
class LastValueTest {
    private final LastValue last = new LastValue();

    @Test
    void value_isNoneBeforeTheFirstRecord() {
        assertThat(last.value()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 5", "-5, 0, -5", "15, -1, 1.5", "25, 2, 2500", "1, -3, 0.001"})
    void note_setsTheNumber(long significand, int exponent, double expected) {
        last.note(false, 7, 0);
        last.note(false, significand, exponent);

        assertThat(last.value()).isEqualTo(expected);
    }

    @Test
    void note_addsAChange() {
        last.note(false, 5, 0);
        last.note(true, 25, -1);
        last.note(true, -1, 0);

        assertThat(last.value()).isEqualTo(6.5);
    }

    @Test
    void note_takesAChangeForTheValueWhereThereIsNone() {
        last.note(true, 5, 0);

        assertThat(last.value()).isEqualTo(5);
    }
}
