package io.sprockets.statsd.sender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of failures without flooding the log: the first in full, then one line a minute, then the recovery. */
final class FailureLog {
    private static final long INTERVAL = 60_000_000_000L; // nanoseconds
    private static final Logger LOG = LoggerFactory.getLogger("io.sprockets.statsd");

    private final String server;
    private long failures;
    private long lastLine;

    FailureLog(String server) {
        this.server = server;
    }

    void failed(long now, String what, Exception reason) {
        failures++;
        if (failures == 1) {
            LOG.warn("statsd server {}: {}; what is recorded waits for it", server, what, reason);
            lastLine = now;
        } else if (now - lastLine >= INTERVAL) {
            LOG.warn("statsd server {}: {}, {} failures so far: {}", server, what, failures, reason.toString());
            lastLine = now;
        }
    }

    void recovered(long dropped) {
        if (failures > 0) {
            LOG.info("statsd server {}: recovered after {} attempts, {} metrics dropped", server, failures, dropped);
        }
        failures = 0;
    }
}
