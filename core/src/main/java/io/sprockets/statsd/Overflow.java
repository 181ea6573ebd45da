package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What happens to a metric when the queue is full.
 *
 * <pre>{@code
 * builder.overflow(Overflow.block(Duration.ofMillis(100)));
 * }</pre>
 */
public final class Overflow {
    /**
     * The default: the metric is dropped at once and counted as {@link DropReason#QUEUE_FULL}; earlier metrics stay.
     * Amounts of a bound {@link Counter} are not dropped but summed and sent merged.
     */
    public static final Overflow DROP_NEWEST = new Overflow(Duration.ZERO);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration patience;

    private Overflow(Duration patience) {
        this.patience = patience;
    }

    /**
     * Makes the caller wait for room, up to this long, while the server is slower than the callers or the connector is
     * not started yet. While the server accepts nothing at all, new metrics are merged by series as always. If there is
     * no room in time, the metric is dropped and counted as {@link DropReason#QUEUE_FULL}. An interrupt does not end
     * the wait, and the interrupt flag is kept.
     *
     * @param patience more than zero; capped at 36,500 days
     */
    public static Overflow block(Duration patience) {
        requireNonNull(patience, "overflow");
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("overflow is block(" + patience + "), expected more than zero");
        }
        return new Overflow(patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
    }

    /** How long a caller waits; zero if it does not wait. */
    public Duration patience() {
        return patience;
    }

    @Override
    public String toString() {
        return patience.isZero() ? "DROP_NEWEST" : "block(" + patience + ")";
    }
}
