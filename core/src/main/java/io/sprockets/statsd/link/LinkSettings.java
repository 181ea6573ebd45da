package io.sprockets.statsd.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made, kept and left.
 *
 * @param confirmEvery how often the server is asked whether it has read everything; null for never
 * @param shortestBackoff the first delay between attempts to connect, before jitter
 * @param longestBackoff the last one
 * @param connectTimeout for one attempt
 * @param writeTimeout for a server that takes nothing, and for one that does not answer a half-close
 * @param maxConnectionAge after which a stream is replaced; null for never
 * @param maxIdle after which an unused stream is replaced before it is written to; null for never
 */
public record LinkSettings(
        @Nullable Duration confirmEvery,
        Duration shortestBackoff,
        Duration longestBackoff,
        Duration connectTimeout,
        Duration writeTimeout,
        @Nullable Duration maxConnectionAge,
        @Nullable Duration maxIdle) {
    /** Whether lines are kept until the server has read them. */
    boolean confirms() {
        return confirmEvery != null;
    }
}
