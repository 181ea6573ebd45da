package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.FoldSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sender is told once, all checked before.
 *
 * @param longestLine in bytes, newline included
 * @param backlogBytes for lines that wait or are not confirmed
 * @param aggregation how long metrics are merged before they are sent; null to send each as it is
 * @param foldsUnderLoad whether metrics are merged when more come than the server takes; else the queue fills up, and it is
 *     up to the callers to wait. While the server takes nothing they are merged in any case
 * @param fold how they are merged
 * @param confirmEvery how often the server is asked whether it has read everything; null for never
 * @param writeTimeout for a server that takes nothing, and for one that does not answer
 * @param maxConnectionAge after which a connection is replaced; null for never
 */
public record SenderSettings(
        int longestLine,
        long backlogBytes,
        @Nullable Duration aggregation,
        boolean foldsUnderLoad,
        FoldSettings fold,
        @Nullable Duration confirmEvery,
        Duration shortestBackoff,
        Duration longestBackoff,
        Duration connectTimeout,
        Duration writeTimeout,
        Duration stopTimeout,
        @Nullable Duration maxConnectionAge) {}
