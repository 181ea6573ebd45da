package io.sprockets.statsd.transport;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Datagrams to one address. Since the socket is connected, the kernel reports when nothing listens there. */
final class DatagramConnection implements Connection {
    private static final int MOST_READS = 16; // at a time, should the server talk

    private final DatagramChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input;
    private final Predicate<IOException> refusal; // whether a failure is one, in the words of its provider
    private @Nullable SeveralAtOnce several;

    private DatagramConnection(
            DatagramChannel channel, SelectionKey key, ByteBuffer input, Predicate<IOException> refusal) {
        this.channel = channel;
        this.key = key;
        this.input = input;
        this.refusal = refusal;
    }

    static Connection open(SocketAddress address, Poller poller) throws IOException {
        DatagramChannel channel = open(address);
        try {
            channel.configureBlocking(false);
            channel.connect(address);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
        return on(channel, poller, e -> false); // the JDK says so itself
    }

    /**
     * From a socket for both families the kernel looks for the way again for each datagram to an IPv4 address. All
     * zeros are this host by either.
     */
    private static DatagramChannel open(SocketAddress address) throws IOException {
        boolean four = address instanceof InetSocketAddress server
                && server.getAddress() instanceof Inet4Address host
                && !host.isAnyLocalAddress();
        return four ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
    }

    /** With sockets that take several datagrams with one call. */
    static Connection open(UdpDatagrams sockets, InetSocketAddress address, Poller poller, boolean skipsEmptyLines)
            throws IOException {
        DatagramChannel channel = sockets.connect(address);
        DatagramConnection connection = on(channel, poller, e -> false);
        Datagrams datagrams = new Datagrams(sockets.memory(poller.selector()), skipsEmptyLines);
        connection.several = new SeveralAtOnce(sockets, channel, datagrams);
        return connection;
    }

    /** Over a channel that is connected and does not block; closes it if that fails. */
    static DatagramConnection on(DatagramChannel channel, Poller poller, Predicate<IOException> refusal)
            throws IOException {
        try {
            SelectionKey key = channel.register(poller.selector(), SelectionKey.OP_READ);
            return new DatagramConnection(channel, key, poller.input(), refusal);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean isEstablished() {
        return true;
    }

    @Override
    public boolean isEnded() throws IOException {
        int read;
        int reads = 0;
        do {
            read = channel.read(input.clear()); // throws PortUnreachableException for a datagram that was refused
        } while (read > 0 && ++reads < MOST_READS);
        return false;
    }

    @Override
    public boolean send(ByteBuffer lines) throws IOException {
        return await(write(lines) > 0);
    }

    @Override
    public @Nullable Datagrams several() {
        return several == null ? null : several.datagrams();
    }

    @Override
    public boolean sendSeveral() throws IOException {
        int taken = requireNonNull(several).write();
        if (taken < 0) {
            several = null; // the device may not be able to, or the path too narrow; the next socket tries again
            throw new SocketException("several datagrams at once are refused");
        }
        return await(taken > 0);
    }

    /** The selector says when there is room again, if there was none. */
    private boolean await(boolean taken) {
        int interest = taken ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
        return taken;
    }

    private int write(ByteBuffer lines) throws IOException {
        try {
            return channel.write(lines);
        } catch (IOException e) {
            if (refusal.test(e)) {
                throw (IOException) new PortUnreachableException(e.getMessage()).initCause(e);
            }
            throw e;
        }
    }

    @Override
    public boolean finish() throws IOException {
        return isEnded(); // there is no answer, but the last datagram may have been refused
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way, and the caller has no use for the reason
        }
    }

    /** What takes several datagrams with one call. */
    private record SeveralAtOnce(UdpDatagrams sockets, DatagramChannel channel, Datagrams datagrams) {
        int write() throws IOException {
            return sockets.write(channel, datagrams.size());
        }
    }
}
