package io.sprockets.statsd.sender;

import java.time.Duration;

/** What the sender is told once: bytes and durations, all checked before. */
public record SenderSettings(
        int longestLine,
        long backlogBytes,
        Duration shortestBackoff,
        Duration longestBackoff,
        Duration connectTimeout,
        Duration writeTimeout,
        Duration stopTimeout) {}
