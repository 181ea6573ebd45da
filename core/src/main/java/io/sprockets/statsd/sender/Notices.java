package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of connections and drops: the listener always, the log without flooding it. A failure is logged in full, then
 * once a minute with the count, then its end. Only the sender thread uses it.
 */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger("io.sprockets.statsd");
    private static final long MINUTE = 60_000_000_000L; // nanoseconds

    private final String server;
    private final ConnectorListener listener;
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class); // what the listener knows of
    private boolean up;
    private long failures;
    private long lastFailure;
    private long droppedInLog;
    private long lastDrop;
    private long thrown; // by the listener

    /** Goes on from drops that were told before. */
    Notices(String server, ConnectorListener listener, Map<DropReason, Long> told) {
        this.server = server;
        this.listener = listener;
        dropped.putAll(told);
        this.droppedInLog = total();
    }

    void connected() {
        if (failures > 0) {
            LOG.info("statsd server {}: recovered after {} attempts, {} metrics dropped", server, failures, total());
        }
        failures = 0;
        if (!up) {
            up = true;
            call(() -> listener.connected(server));
        }
    }

    void failed(long now, String what, Exception reason) {
        failures++;
        if (failures == 1) {
            LOG.warn("statsd server {}: {}; what is recorded waits", server, what, reason);
            lastFailure = now;
        } else if (now - lastFailure >= MINUTE) {
            LOG.warn("statsd server {}: {}, {} failures so far: {}", server, what, failures, reason.toString());
            lastFailure = now;
        }
        if (up) {
            up = false;
            call(() -> listener.disconnected(server, reason));
        }
    }

    /** Compares with what was known. */
    void dropped(long now, Map<DropReason, Long> counts) {
        counts.forEach((reason, count) -> {
            long more = count - dropped.getOrDefault(reason, 0L);
            if (more > 0) {
                dropped.put(reason, count);
                call(() -> listener.dropped(reason, more));
            }
        });
        long total = total();
        if (total > droppedInLog && (droppedInLog == 0 || now - lastDrop >= MINUTE)) {
            LOG.warn("statsd server {}: {} metrics dropped so far: {}", server, total, dropped);
            droppedInLog = total;
            lastDrop = now;
        }
    }

    private long total() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whatever a listener throws, the sender goes on; only a JVM that is broken ends it. */
    private void call(Runnable notice) {
        try {
            notice.run();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            thrown++;
            if (thrown == 1) {
                LOG.warn("statsd server {}: a ConnectorListener threw; this is said once", server, e);
            }
        }
    }
}
