package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was begun is over after its time, and not before. */
class DeadlineTest {
    private final Deadline deadline = new Deadline();

    @Test
    void nothingIsAwaitedAtFirst() {
        assertThat(deadline.isNone()).isTrue();
        assertThat(deadline.isOver(Long.MAX_VALUE)).isFalse();
        assertThat(deadline.left(5)).isEqualTo(Deadline.NEVER);
    }

    @Test
    void set_isOverAfterSoLong() {
        deadline.set(100, 10);

        assertThat(deadline.isNone()).isFalse();
        assertThat(deadline.isOver(109)).isFalse();
        assertThat(deadline.isOver(110)).isTrue();
        assertThat(deadline.elapsed(107)).isEqualTo(7);
        assertThat(deadline.left(107)).isEqualTo(3);
        assertThat(deadline.left(111)).isZero();
    }

    @Test
    void renew_beginsTheSameTimeAgain() {
        deadline.set(100, 10);
        deadline.renew(108);

        assertThat(deadline.isOver(117)).isFalse();
        assertThat(deadline.isOver(118)).isTrue();
    }

    @Test
    void clear_awaitsNothing() {
        deadline.set(100, 10);
        deadline.clear();

        assertThat(deadline.isNone()).isTrue();
        assertThat(deadline.isOver(200)).isFalse();
    }

    @Test
    void times_mayPassTheEndOfALong() {
        deadline.set(Long.MAX_VALUE - 5, 10);

        assertThat(deadline.isOver(Long.MIN_VALUE + 3)).isFalse();
        assertThat(deadline.isOver(Long.MIN_VALUE + 4)).isTrue();
    }
}
