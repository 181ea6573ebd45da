package io.sprockets.statsd.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;

/**
 * UDP sockets that take many datagrams with one system call, which the JDK's do not. {@code sprockets-statsd-linux} has
 * them; a provider is found by {@link java.util.ServiceLoader}, and without one the JDK's are used. Any thread may use
 * it.
 */
public interface UdpDatagrams {
    /** Whether they work on this system. It is asked when a connector starts. */
    boolean isSupported();

    /** A selector for the channels that {@link #connect} gives. */
    Selector openSelector() throws IOException;

    /**
     * Memory for what {@link #write} hands over, freed with the selector. It is no longer what it was when a channel of
     * this selector has read or written something else.
     */
    ByteBuffer memory(Selector selector);

    /**
     * A non-blocking channel that is connected to a server. Its {@code write} takes one datagram, or returns 0 if there
     * is no room for it; the selector then says when there is. It and {@code read} throw
     * {@link java.net.PortUnreachableException} if nobody listens there, as an earlier datagram has shown.
     */
    DatagramChannel connect(InetSocketAddress server) throws IOException;

    /**
     * Hands over what is in the memory before its position as datagrams of so many bytes each, of which only the last
     * may be shorter: all of them or none.
     *
     * @return the bytes that were taken; 0 if there is no room; -1 if the kernel, the network device or the path does
     *     not take several at once, though it may take one
     * @throws IOException as {@code write} of the channel does
     */
    int write(DatagramChannel channel, int datagramBytes) throws IOException;
}
