package io.sprockets.statsd.linux;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A datagram channel that is connected from its beginning to its end, never blocks, and supports nothing else. */
abstract class ConnectedChannel extends DatagramChannel {
    ConnectedChannel(SelectorProvider provider) {
        super(provider);
    }

    @Override
    public final boolean isConnected() {
        return true;
    }

    @Override
    public final @Nullable SocketAddress getLocalAddress() {
        return null; // it has no name
    }

    @Override
    public final Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    protected final void implConfigureBlocking(boolean block) {
        if (block) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public final DatagramChannel bind(@Nullable SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final <T> DatagramChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final DatagramSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final DatagramChannel connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final DatagramChannel disconnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final SocketAddress receive(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final int send(ByteBuffer source, SocketAddress target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final MembershipKey join(InetAddress group, NetworkInterface network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final MembershipKey join(InetAddress group, NetworkInterface network, @Nullable InetAddress source) {
        throw new UnsupportedOperationException();
    }
}
