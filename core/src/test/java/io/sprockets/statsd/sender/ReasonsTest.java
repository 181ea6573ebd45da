package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static final long SECOND = 1_000_000_000; // nanoseconds
    private static final long BEGIN = -5 * SECOND; // the clock may pass zero

    private final Reasons reasons = new Reasons();

    @Test
    void allows_aNewReasonAtOnceAndEachOnceAMinute() {
        assertThat(reasons.allows(BEGIN, "refused")).isTrue();
        assertThat(reasons.allows(BEGIN, "refused")).isFalse();
        assertThat(reasons.allows(BEGIN + SECOND, "expired")).isTrue();
        assertThat(reasons.allows(BEGIN + 59 * SECOND, "refused")).isFalse();
        assertThat(reasons.allows(BEGIN + 60 * SECOND, "expired")).isFalse();
        assertThat(reasons.allows(BEGIN + 60 * SECOND, "refused")).isTrue();
        assertThat(reasons.allows(BEGIN + 61 * SECOND, "expired")).isTrue();
        assertThat(reasons.allows(BEGIN + 61 * SECOND, "refused")).isFalse();
    }

    @Test
    void allows_aFewInAMinuteThoughEachIsNew() {
        assertThat(IntStream.range(0, 1_000).filter(i -> reasons.allows(BEGIN, "reason " + i)))
                .hasSize(8);
        assertThat(reasons.allows(BEGIN + 60 * SECOND, "reason 1000")).isTrue();
    }
}
