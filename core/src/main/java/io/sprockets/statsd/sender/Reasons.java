package io.sprockets.statsd.sender;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets each reason through once a minute, whatever happens in between: a new one at once, but only a few in a minute,
 * should every one of them be different. Only the sender thread uses it.
 */
final class Reasons {
    private static final int MOST = 8; // in a minute
    private static final long MINUTE = 60_000_000_000L; // nanoseconds

    private final Map<String, Long> told = new HashMap<>(); // and when, within the last minute

    boolean allows(long now, String reason) {
        told.values().removeIf(then -> now - then >= MINUTE);
        if (told.size() == MOST || told.containsKey(reason)) {
            return false;
        }
        told.put(reason, now);
        return true;
    }
}
