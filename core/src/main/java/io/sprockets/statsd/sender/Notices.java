package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.LinkListener;

/**
 * Reports to the listener and the log: between two rounds, when the sender has nothing in hand. One thread
 * at a time uses it.
 */
final class Notices implements LinkListener {
    private final Untold untold;
    private final Ledger ledger;
    private final OutageLog outage;
    private final DropLog drops;
    private final Throttle failedRounds = new Throttle();
    private final Reasons unconfirmed = new Reasons();
    private final Runnable started;

    Notices(String server, ConnectorListener listener, Ledger ledger) {
        this(new Untold(server, listener), ledger);
    }

    private Notices(Untold untold, Ledger ledger) {
        this.untold = untold;
        this.ledger = ledger;
        this.drops = new DropLog(untold, ledger);
        this.outage = new OutageLog(untold, drops::all);
        this.started = untold::logStart;
    }

    void started() {
        untold.add(started);
    }

    /** The start has come to nothing. */
    void notStarted() {
        untold.remove(started);
    }

    void stopped() {
        drops.tellAll();
        outage.over();
    }

    /** Stops reporting, since the last call to a listener or logger has not returned. */
    void abandon() {
        untold.abandon();
    }

    /** This instance, or one that continues after what was reported so far. */
    Notices orSuccessor() {
        if (!untold.isAbandoned()) {
            return this;
        }
        Notices next = new Notices(untold.successor(), ledger);
        next.drops.skip();
        return next;
    }

    @Override
    public void connected() {
        outage.end();
    }

    @Override
    public void failed(long now, String what, Exception reason) {
        outage.fail(now, what, reason);
    }

    @Override
    public void notFollowed(long now, Exception reason) {
        outage.stay(now, reason);
    }

    @Override
    public void unconfirmed(long now, String why) {
        if (unconfirmed.allows(now, why)) {
            untold.toLog(
                    log -> log.warn("{}: {}, so nothing is confirmed until that has changed", untold.server(), why));
        }
    }

    /** Rounds of the sender have failed, and metrics that were in hand are lost. */
    void roundsFailed(long now, Throwable reason, long rounds, long lost) {
        if (failedRounds.allows(now)) {
            untold.toLog(log -> {
                String lines = Untold.count(rounds, "round") + " of the sender failed, " + Untold.count(lost, "metric")
                        + " lost";
                log.error("{}: {}; the sender continues: {}", untold.server(), lines, reason.toString());
                log.debug("{}: the failure", untold.server(), reason);
            });
        }
    }

    /** Whether there is something to report. */
    boolean hasNews() {
        return !untold.isEmpty() || drops.hasNews();
    }

    /** Reports what has not been reported yet. */
    void tell(long now) {
        if (drops.hasNews()) {
            drops.update(now);
        }
        untold.tell();
    }
}
