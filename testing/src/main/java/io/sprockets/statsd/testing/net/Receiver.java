package io.sprockets.statsd.testing.net;

import io.sprockets.statsd.testing.ConnectionEvent;
import java.net.SocketAddress;

/** What becomes of all that a server reads. Only the server's thread calls it; the bytes are valid during the call. */
public interface Receiver {
    /** What happened to a connection. */
    void connection(Connection connection, ConnectionEvent event);

    /**
     * Bytes of a connection, to be given to its splitter.
     *
     * @return false if the rest of that connection makes no sense
     */
    boolean stream(Connection connection, byte[] bytes, int length);

    /** The end of what a client sent, or of what can be understood of it. */
    void end(Connection connection);

    /** A datagram; its last line needs no newline. The splitter is the server's for all datagrams. */
    void packet(SocketAddress sender, Splitter splitter, byte[] bytes, int length);
}
