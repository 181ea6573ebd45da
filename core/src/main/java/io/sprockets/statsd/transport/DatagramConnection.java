package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Datagrams to one address. Since the socket is connected, the kernel tells when nobody listens there. */
final class DatagramConnection implements Connection {
    private static final int INPUT_BYTES = 512; // a StatsD server says nothing
    private static final int MOST_READS = 16; // at a time, should it talk all the same

    private final DatagramChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);

    private DatagramConnection(DatagramChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    static Connection open(SocketAddress address, Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(address);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
        return on(channel, selector);
    }

    /** Over a channel that is connected and does not block. */
    static Connection on(DatagramChannel channel, Selector selector) throws IOException {
        try {
            return new DatagramConnection(channel, channel.register(selector, SelectionKey.OP_READ));
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
        boolean taken = channel.write(lines) > 0;
        int interest = taken ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
        return taken;
    }

    @Override
    public boolean finish() throws IOException {
        return isEnded(); // never, since nobody answers; but the last datagram may have been refused
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way, and whoever closes has no use for the reason
        }
    }
}
