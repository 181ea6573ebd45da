package io.sprockets.statsd.spi;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;

/**
 * Unix datagram sockets, which the JDK does not have. {@code sprockets-statsd-unixgram} and
 * {@code sprockets-statsd-linux} have them; a provider is found by {@link java.util.ServiceLoader}. Any thread may use
 * it.
 */
public interface UnixDatagrams {
    /** Whether they work on this system. It is asked when a connector is built. */
    boolean isSupported();

    /** A selector for the channels that {@link #connect} gives. */
    Selector openSelector() throws IOException;

    /**
     * A non-blocking channel that is connected to a socket. Its {@code write} takes a datagram, or returns 0 while the
     * receiver has no room for it; the selector then says when there is room.
     *
     * @throws IOException if there is no such socket, or no process has it open
     */
    DatagramChannel connect(Path socket) throws IOException;

    /** Whether a channel that {@link #connect} gave threw this because no process has the socket open any more. */
    boolean isRefusal(IOException failure);
}
