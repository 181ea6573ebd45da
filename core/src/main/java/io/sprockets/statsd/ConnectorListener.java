package io.sprockets.statsd;

/**
 * Is told what happens to a connector. All calls come from the sender's thread: they should return soon, since nothing is
 * sent meanwhile. What they throw is logged and has no other effect.
 */
public interface ConnectorListener {
    /** Does nothing. */
    ConnectorListener NONE = new ConnectorListener() {};

    /** The server is there: it accepted a connection, or did not refuse a datagram. */
    default void connected(String server) {}

    /** The server was there and is gone; not called when the connector itself stops. */
    default void disconnected(String server, Exception reason) {}

    /** So many metrics more were dropped, by callers or by the sender, since this was last called for the reason. */
    default void dropped(DropReason reason, long metrics) {}
}
