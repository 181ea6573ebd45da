package io.sprockets.statsd;

import io.sprockets.statsd.settings.Checks;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to lines that a server may not have read when a connection breaks. Immutable.
 *
 * <pre>{@code
 * builder.delivery(Delivery.confirmed(Duration.ofSeconds(5)));
 * }</pre>
 */
public final class Delivery {
    /** The default: each line is sent once. Lines in flight when a server dies are lost. */
    public static final Delivery AT_MOST_ONCE = new Delivery(null);

    /** {@link #confirmed(Duration)} every second. */
    public static final Delivery CONFIRMED = confirmed(Duration.ofSeconds(1));

    private final @Nullable Duration every; // null for never

    private Delivery(@Nullable Duration every) {
        this.every = every;
    }

    /**
     * Keeps lines until the server has confirmed that it read them, and sends them again if it has not, so the last
     * lines before a break may arrive twice. Only over {@link Protocol#TCP}, {@link Protocol#TLS} and {@link
     * Protocol#UNIX}.
     *
     * @param every how often the server is asked, above zero and at most 36,500 days; it is asked sooner after 1 MiB or
     *     a quarter of the backlog
     * @throws IllegalArgumentException if the interval is out of range
     */
    public static Delivery confirmed(Duration every) {
        return new Delivery(Checks.time("delivery", "confirmed(" + every + ")", every));
    }

    /** How often the server is asked what it has read; null for never. */
    public @Nullable Duration confirmEvery() {
        return every;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Delivery that && Objects.equals(every, that.every);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(every);
    }

    @Override
    public String toString() {
        if (every == null) {
            return "AT_MOST_ONCE";
        }
        return equals(CONFIRMED) ? "CONFIRMED" : "confirmed(" + every + ")";
    }
}
