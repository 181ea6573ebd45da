package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A TCP or Unix stream connection. */
final class StreamConnection implements Connection {
    private static final int MOST_READS = 16; // at a time, should the server talk

    final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input;
    private boolean checked; // that it is established
    private int buffer; // bytes of the socket's, while that is small; 0 otherwise
    private int listening = SelectionKey.OP_READ; // until the peer ends its side

    private StreamConnection(SocketChannel channel, SelectionKey key, ByteBuffer input) {
        this.channel = channel;
        this.key = key;
        this.input = input;
    }

    static StreamConnection open(SocketAddress address, Poller poller) throws IOException {
        boolean tcp = address instanceof InetSocketAddress;
        SocketChannel channel = tcp ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (tcp) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // lines are packed here already
                KeepAlive.on(channel);
            }
            channel.connect(address);
            return on(channel, poller);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** Over a channel that is connected or about to be, and does not block. */
    static StreamConnection on(SocketChannel channel, Poller poller) throws IOException {
        int interest = channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
        return new StreamConnection(channel, channel.register(poller.selector(), interest), poller.input());
    }

    @Override
    public boolean isEstablished() throws IOException {
        if (checked) {
            return true;
        }
        if (!channel.isConnected() && !channel.finishConnect()) {
            return false;
        }
        if (channel.getLocalAddress().equals(channel.getRemoteAddress()) && isTcp()) {
            // where nothing listens, the kernel may choose the wanted port for our own end, and connect it to itself
            throw new ConnectException("nobody listens");
        }
        key.interestOps(SelectionKey.OP_READ);
        checked = true;
        return true;
    }

    private boolean isTcp() throws IOException {
        return channel.getRemoteAddress() instanceof InetSocketAddress;
    }

    /** Reads what the server says. Returns how many bytes it was, or -1 at the end. */
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean isEnded() throws IOException {
        int read;
        int reads = 0;
        do {
            read = channel.read(input.clear());
        } while (read > 0 && ++reads < MOST_READS); // unread input would turn the close into a reset
        if (read < 0) {
            ignoreInput();
        }
        return read < 0;
    }

    /** Waits for the server no more, as it has ended: an end stays readable, and would end every wait. */
    void ignoreInput() {
        listening = 0;
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    @Override
    public boolean send(ByteBuffer lines) throws IOException {
        widen();
        channel.write(lines);
        boolean taken = !lines.hasRemaining();
        int interest = taken ? listening : listening | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
        return taken;
    }

    /**
     * A socket is ready for writing when a third of its buffer is free. If that is made as small as the system allows,
     * it then holds two kilobytes at most that the peer has not acknowledged. It stays small until something is sent.
     */
    @Override
    public boolean hasArrived() throws IOException {
        if (!isTcp()) {
            return true; // there is nothing between the two ends
        }
        if (buffer == 0) {
            buffer = channel.getOption(StandardSocketOptions.SO_SNDBUF);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 1);
        }
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            return selector.selectNow() > 0;
        }
    }

    /** Gives the socket back what {@link #hasArrived} took. */
    private void widen() throws IOException {
        if (buffer > 0) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, buffer);
            buffer = 0;
        }
    }

    @Override
    public boolean finish() throws IOException {
        channel.shutdownOutput();
        key.interestOps(listening);
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way, and the caller has no use for the reason
        }
    }
}
