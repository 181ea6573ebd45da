package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.FoldSettings;
import io.sprockets.statsd.link.LinkSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The sender's settings, all checked before.
 *
 * @param description of what is sent where, for the log
 * @param longestLine in bytes, newline included
 * @param backlogBytes for lines that wait or are not confirmed
 * @param aggregation how long metrics are merged before they are sent; null to send each as it is
 * @param foldsUnderLoad whether metrics are merged when more come than the server takes; else the queue fills up, and
 *     callers wait or drop. While the server takes nothing, metrics are merged in any case
 * @param fold how they are merged
 * @param link how connections are made, kept and left
 * @param stopTimeout how long a stop may take
 */
public record SenderSettings(
        String description,
        int longestLine,
        long backlogBytes,
        @Nullable Duration aggregation,
        boolean foldsUnderLoad,
        FoldSettings fold,
        LinkSettings link,
        Duration stopTimeout) {}
