package io.sprockets.statsd.watch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.HdrHistogram.DoubleHistogram;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    private final Quantiles quantiles = new Quantiles();

    @Test
    void percentiles_areThoseOfHdrHistogram() {
        Random random = new Random(7);
        DoubleHistogram exact = new DoubleHistogram(3);
        for (int i = 0; i < 200_000; i++) {
            double millis = Math.exp(random.nextGaussian() * 0.5 + 3);
            quantiles.add(millis, 1);
            exact.recordValue(millis);
        }
        for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 0.999}) {
            double expected = exact.getValueAtPercentile(share * 100);
            assertThat(quantiles.at(share)).isCloseTo(expected, within(expected * 0.012));
        }
    }

    @Test
    void percentile_isExactWhenAllAreTheSame() {
        quantiles.add(12.5, 3);
        assertThat(quantiles.at(0.5)).isEqualTo(12.5);
        assertThat(quantiles.at(0.99)).isEqualTo(12.5);
    }

    @Test
    void values_mayBeOfAnySize() {
        for (double value : new double[] {-1e300, -2, -1e-300, 0, 1e-300, 3, 1e300}) {
            quantiles.add(value, 1);
        }
        assertThat(quantiles.at(0.01)).isCloseTo(-1e300, within(1e298));
        assertThat(quantiles.at(0.5)).isZero();
        assertThat(quantiles.at(1)).isCloseTo(1e300, within(1e298));
        assertThat(new Quantiles().at(0.5)).isNaN();
    }

    @Test
    void buckets_areMergedWhenThereAreTooMany() {
        Random random = new Random(8);
        for (int i = 0; i < 100_000; i++) {
            quantiles.add(Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL), 1);
        }
        assertThat(quantiles.total()).isEqualTo(100_000);
        assertThat(quantiles.at(0.5)).isPositive().isFinite();
    }

    @Test
    void sum_isThatOfBoth() {
        Quantiles other = new Quantiles();
        for (int i = 1; i <= 100; i++) {
            (i % 2 == 0 ? quantiles : other).add(i, 10);
        }
        quantiles.addAll(other);

        assertThat(quantiles.total()).isEqualTo(1_000);
        assertThat(quantiles.at(0.5)).isCloseTo(50, within(1.0));
        quantiles.clear();
        assertThat(quantiles.at(0.5)).isNaN();
    }
}
