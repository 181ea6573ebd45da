package io.sprockets.statsd;

/**
 * Receives a connector's events, between two rounds of the sender and on its thread. Return quickly, since nothing is
 * sent meanwhile; a stop does not wait for a call that hangs. An exception is logged once and has no other effect.
 *
 * <p>Drops while no sender runs, before {@link StatsdConnector#start} or after {@link StatsdConnector#stop}, are
 * reported at the next start or stop.
 */
public interface ConnectorListener {
    /** Does nothing. */
    ConnectorListener NONE = new ConnectorListener() {};

    /** Called when the server is up: it accepted a connection, or did not refuse a datagram. */
    default void connected(String server) {}

    /** Called when the connection is lost, but not when the connector itself stops. */
    default void disconnected(String server, Exception reason) {}

    /** Called with the number of metrics dropped since the last call for this reason, by callers or by the sender. */
    default void dropped(DropReason reason, long metrics) {}
}
