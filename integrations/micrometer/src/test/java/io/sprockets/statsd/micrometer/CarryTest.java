package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CarryTest {
    private final Carry carry = new Carry();

    @Test
    void wholeNumbersComeOutAsSoonAsTheyAreReached() {
        assertThat(carry.add(0.5)).isZero();
        assertThat(carry.add(0.75)).isEqualTo(1);
        assertThat(carry.add(7.5)).isEqualTo(7);
        assertThat(carry.add(0.25)).isEqualTo(1);
        assertThat(carry.take()).isZero();
    }

    @Test
    void tenTenthsAreOne() {
        long whole = 0;
        for (int i = 0; i < 10; i++) {
            whole += carry.add(0.1);
        }
        assertThat(whole).isEqualTo(1);
        assertThat(carry.take()).isZero();
    }

    @Test
    void restIsTakenInTwelveDecimalsAndNothingIsForgotten() {
        carry.add(0.3);
        carry.add(1e-13);
        assertThat(carry.take()).isEqualByComparingTo("0.3");
        for (int i = 0; i < 9; i++) {
            carry.add(1e-13);
        }
        assertThat(carry.take()).isEqualByComparingTo("0.000000000001");
        assertThat(carry.take()).isZero();
    }

    @Test
    void manyThreadsLoseNothing() {
        AtomicLong whole = new AtomicLong();
        IntStream.range(0, 400_000).parallel().forEach(i -> whole.addAndGet(carry.add(0.375)));
        BigDecimal all = BigDecimal.valueOf(whole.get()).add(carry.take());
        assertThat(all).isEqualByComparingTo("150000");
    }
}
