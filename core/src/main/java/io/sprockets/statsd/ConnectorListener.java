package io.sprockets.statsd;

/**
 * Is told what happens to a connector, between two rounds of the sender and on its thread. Return soon, since nothing
 * is sent meanwhile; a stop does not wait for a call that does not return. What a call throws is logged once and has no
 * other effect.
 *
 * <p>Drops while no sender runs, before {@link StatsdConnector#start} or after {@link StatsdConnector#stop}, are told
 * at the next start or stop.
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
