package io.sprockets.statsd.sender;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Logs an outage, from the first failure until the server is back. One thread at a time uses it. */
final class OutageLog {
    private final Untold untold;
    private final LongSupplier drops; // so far
    private final Reasons reasons = new Reasons();
    private boolean up;
    private boolean everUp;
    private @Nullable Exception logged; // the last failure that was, since the last connection
    private long failures;
    private long dropsBefore;

    OutageLog(Untold untold, LongSupplier drops) {
        this.untold = untold;
        this.drops = drops;
    }

    /** There is no connection, and why. */
    void fail(long now, String what, Exception reason) {
        warn(now, what, "metrics wait", reason);
        if (up) {
            up = false;
            untold.toListener(listener -> listener.disconnected(untold.server(), reason));
        }
    }

    /** The connection in use is to be replaced and cannot be. */
    void stay(long now, Exception reason) {
        warn(now, "cannot open the next connection", "the current one stays in use", reason);
    }

    void end() {
        Exception last = logged;
        if (last != null) {
            long dropped = drops.getAsLong() - dropsBefore;
            String cost = Untold.count(failures, "failure") + ", " + Untold.count(dropped, "metric") + " dropped";
            untold.toLog(log -> log.info("{}: connected again after {} ({})", untold.server(), cost, last.toString()));
        } else if (!everUp) {
            untold.toLog(log -> log.info("{}: connected", untold.server()));
        }
        failures = 0;
        logged = null;
        everUp = true;
        if (!up) {
            up = true;
            untold.toListener(listener -> listener.connected(untold.server()));
        }
    }

    /** The sender has stopped; the next start begins anew. */
    void over() {
        up = false;
        everUp = false;
        logged = null;
        failures = 0;
    }

    private void warn(long now, String what, String consequence, Exception reason) {
        if (failures == 0) {
            dropsBefore = drops.getAsLong();
        }
        failures++;
        if (reasons.allows(now, reason.toString())) {
            logged = reason;
            String times = failures > 1 ? ", " + Untold.count(failures, "failure") + " so far" : "";
            untold.toLog(log -> {
                log.warn("{}: {}{}; {}: {}", untold.server(), what, times, consequence, reason.toString());
                log.debug("{}: {}", untold.server(), what, reason);
            });
        }
    }
}
