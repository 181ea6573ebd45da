package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that meters could not be read: the first time in full, later at most once a minute. One thread uses it at a
 * time.
 */
final class FailedReadings {
    private static final Logger LOG = LoggerFactory.getLogger("io.sprockets.statsd.micrometer");
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private long count; // since it was logged
    private long loggedAt;
    private boolean logged;

    void note(Meter.Id id, Throwable failure) {
        long now = System.nanoTime();
        count++;
        if (!logged) {
            LOG.warn("{} could not be read; trying again at each step", id.getName(), failure);
        } else if (now - loggedAt >= INTERVAL) {
            LOG.warn("{} and others could not be read, {} times since: {}", id.getName(), count, failure.toString());
        } else {
            return;
        }
        logged = true;
        loggedAt = now;
        count = 0;
    }
}
