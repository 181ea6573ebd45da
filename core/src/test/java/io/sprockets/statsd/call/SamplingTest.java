package io.sprockets.statsd.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
    @ParameterizedTest
    @CsvSource({"0.5, |@0.5", "0.1, |@0.1", "0.00024, |@0.00024", "0.0000001, |@0.0000001", "1, ''"})
    void field_isAPlainDecimal(double rate, String field) {
        assertThat(new Sampling(rate, true).field()).isEqualTo(field);
    }

    @Test
    void takes_everyCallThatTheCallerHasDrawn() {
        Sampling told = new Sampling(0.01, false);
        for (int i = 0; i < 1_000; i++) {
            assertThat(told.takes()).isTrue();
        }
    }
}
