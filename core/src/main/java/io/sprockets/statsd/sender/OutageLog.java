package io.sprockets.statsd.sender;

import java.util.function.LongSupplier;

/** Logs an outage, from the first failure until the server is back. One thread at a time uses it. */
final class OutageLog {
    private final Untold untold;
    private final LongSupplier drops; // so far
    private final Throttle throttle = new Throttle();
    private boolean up;
    private boolean everUp;
    private boolean logged;
    private long failures;
    private long dropsBefore;

    OutageLog(Untold untold, LongSupplier drops) {
        this.untold = untold;
        this.drops = drops;
    }

    void fail(long now, String what, Exception reason) {
        if (failures == 0) {
            dropsBefore = drops.getAsLong();
        }
        failures++;
        if (throttle.allows(now)) {
            logged = true;
            long soFar = failures;
            untold.toLog(log -> {
                String times = soFar > 1 ? ", " + Untold.count(soFar, "failure") + " so far" : "";
                log.warn("{}: {}{}; metrics wait: {}", untold.server(), what, times, reason.toString());
                log.debug("{}: {}", untold.server(), what, reason);
            });
        }
        if (up) {
            up = false;
            untold.toListener(listener -> listener.disconnected(untold.server(), reason));
        }
    }

    void end() {
        if (logged) {
            long dropped = drops.getAsLong() - dropsBefore;
            String line = Untold.count(failures, "failure") + ", " + Untold.count(dropped, "metric") + " dropped";
            untold.toLog(log -> log.info("{}: connected again after {}", untold.server(), line));
        } else if (!everUp) {
            untold.toLog(log -> log.info("{}: connected", untold.server()));
        }
        failures = 0;
        logged = false;
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
        logged = false;
        failures = 0;
    }
}
