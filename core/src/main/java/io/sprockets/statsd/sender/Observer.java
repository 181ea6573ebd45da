package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import java.util.Map;

/** What the sender asks and tells those who started it, on its own thread. */
public interface Observer {
    /** Whom to tell of connections and drops. */
    ConnectorListener listener();

    /** All drops so far: the callers' and those of the sender. */
    Map<DropReason, Long> dropped();

    /** The drops that {@link #dropped} gave last, in this run or one before; none at first. */
    Map<DropReason, Long> told();

    /** A round is over. */
    void round(long now);
}
