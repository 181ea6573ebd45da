package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(1_000, 30_000, new SplittableRandom(6));

    @Test
    void next_doublesUpToTheLongestWithJitter() {
        for (long full : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            assertThat(backoff.next()).isBetween(full / 2, full);
        }
    }

    @Test
    void reset_beginsAgain() {
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void first_isAnywhereUpToTheShortest() {
        long smallest = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < 1_000; i++) {
            long delay = backoff.first();
            smallest = Math.min(smallest, delay);
            greatest = Math.max(greatest, delay);
        }

        assertThat(smallest).isBetween(0L, 50L);
        assertThat(greatest).isBetween(950L, 1_000L);
    }
}
