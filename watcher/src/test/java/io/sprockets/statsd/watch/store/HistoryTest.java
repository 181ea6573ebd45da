package io.sprockets.statsd.watch.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(0, Float.NaN);

    @Test
    void seconds_areThereUntilTenMinutesAreOver() {
        history.put(1_000, 0, 5);
        history.put(1_000, 1, 7);

        assertThat(history.last(1, 1_000, 0).at(0)).isEqualTo(5);
        assertThat(history.last(600, 1_599, 0).at(0)).isEqualTo(5);
        assertThat(history.last(600, 1_599, 1).at(0)).isEqualTo(7);
        assertThat(history.last(600, 1_599, 0).sum()).isEqualTo(5);
        assertThat(history.last(600, 1_600, 0).sum()).isZero();
        assertThat(history.last(2, 1_001, 1).at(1)).isNaN();
    }

    @Test
    void oldMinute_isNotTakenForANewOne() {
        history.put(60, 0, 5);
        history.put(60 + 11 * 60, 0, 9);

        assertThat(history.last(60, 60 + 11 * 60, 0).sum()).isEqualTo(9);
        history.forget(60 + 30 * 60);
        assertThat(history.last(600, 60 + 11 * 60, 0).sum()).isZero();
    }
}
