package io.sprockets.statsd.testing.net;

import io.sprockets.statsd.testing.Transport;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One open TCP or Unix connection. Belongs to the server's thread.
 *
 * @param number from 1 in the order of arrival
 * @param splitter keeps the part of a line or frame that was read so far
 */
public record Connection(long number, Transport transport, SocketChannel channel, SelectionKey key, Splitter splitter) {

    /** Where the client is: an address with a port, or for a Unix socket "unix". */
    public String peer() {
        try {
            return transport == Transport.UNIX ? "unix" : Peer.name(channel.getRemoteAddress());
        } catch (IOException closed) {
            return "gone";
        }
    }
}
