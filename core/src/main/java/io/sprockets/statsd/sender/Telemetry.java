package io.sprockets.statsd.sender;

/** Reports the ledger itself as metrics, after rounds. Only the sender thread calls it. */
public interface Telemetry {
    /** Reports nothing. */
    Telemetry NONE = now -> {};

    /** A round is over. */
    void round(long now);
}
