package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What becomes of a metric for which the queue has no room. */
public final class Overflow {
    /**
     * It is dropped at once and counted as {@link DropReason#QUEUE_FULL}; what was recorded before stays. The
     * default. Amounts of a bound {@link Counter} are not dropped but added up and sent merged.
     */
    public static final Overflow DROP_NEWEST = new Overflow(Duration.ZERO);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration patience;

    private Overflow(Duration patience) {
        this.patience = patience;
    }

    /**
     * The caller waits for room, at most this long, also before the connector is started, while the server takes less
     * than comes; when it takes nothing at all, what comes is merged by series as always. If there is no room in
     * time, the metric is dropped and counted as {@link DropReason#QUEUE_FULL}. An interrupt neither ends the wait
     * nor gets lost.
     *
     * @param patience more than zero; more than 36,500 days count as that
     * @throws IllegalArgumentException if it is not more than zero
     */
    public static Overflow block(Duration patience) {
        requireNonNull(patience, "overflow");
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("overflow is block(" + patience + "), expected more than zero");
        }
        return new Overflow(patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
    }

    /** How long a caller waits; zero for not at all. */
    public Duration patience() {
        return patience;
    }

    @Override
    public String toString() {
        return patience.isZero() ? "DROP_NEWEST" : "block(" + patience + ")";
    }
}
