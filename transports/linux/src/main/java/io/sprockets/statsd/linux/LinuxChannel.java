package io.sprockets.statsd.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * A datagram socket that is connected and does not block. It copies a datagram into memory that was made before, its
 * selector's once it has one, and hands it over with one system call. One thread uses it at a time.
 */
final class LinuxChannel extends ConnectedChannel {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;

    private final int fd;
    private final SocketAddress remote;
    private @Nullable Memory own; // until it is registered
    private @Nullable Memory shared; // the selector's

    private LinuxChannel(int fd, SocketAddress remote) {
        super(SelectorProvider.provider());
        this.fd = fd;
        this.remote = remote;
    }

    /** On a socket that is connected there; closes it if that fails. */
    static LinuxChannel on(int fd, SocketAddress remote) throws IOException {
        try {
            LinuxChannel channel = new LinuxChannel(fd, remote);
            channel.configureBlocking(false);
            return channel;
        } catch (Throwable e) {
            Libc.close(fd);
            throw e;
        }
    }

    int fd() {
        return fd;
    }

    /** From now on it uses this, which its owner frees. */
    void use(Memory memory) {
        shared = memory;
        free();
    }

    @Override
    public int write(ByteBuffer datagram) throws IOException {
        int length = datagram.remaining();
        if (length > Memory.DATAGRAM_BYTES) {
            throw Errno.tooLong();
        }
        Memory memory = memory();
        int start = datagram.position();
        memory.view.clear().put(datagram);
        datagram.position(start);
        int sent = result(memory, Libc.send(memory.reason, fd, memory.bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL));
        datagram.position(start + sent);
        return sent;
    }

    /**
     * Hands over what is in the memory before its view's position, in datagrams of so many bytes.
     *
     * @return how many bytes were taken: all or none; -1 if several datagrams are not taken at once here
     */
    int writeSegments(int datagramBytes) throws IOException {
        Memory memory = memory();
        MemorySegment message = memory.message.of(memory.view.position(), datagramBytes);
        long sent = Libc.sendmsg(memory.reason, fd, message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && Errno.isOfSeveral(memory.errno())) {
            UdpSegment.refused(memory.errno());
            return -1;
        }
        return result(memory, sent);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        Memory memory = memory();
        int most = Math.min(target.remaining(), Memory.DATAGRAM_BYTES);
        int read = result(memory, Libc.recv(memory.reason, fd, memory.bytes, most, MSG_DONTWAIT));
        target.put(memory.view.clear().limit(read));
        return read;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return remote;
    }

    @Override
    protected void implCloseSelectableChannel() {
        Libc.close(fd);
        free();
    }

    private Memory memory() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        Memory memory = shared == null ? own : shared;
        if (memory == null) {
            memory = own = new Memory();
        }
        return memory;
    }

    private void free() {
        Memory memory = own;
        if (memory != null) {
            own = null;
            memory.close();
        }
    }

    /** What a call has done; nothing if it would have had to wait. */
    private static int result(Memory memory, long result) throws IOException {
        if (result >= 0) {
            return (int) result;
        }
        int errno = memory.errno();
        if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
            return 0;
        }
        throw Errno.of(errno);
    }
}
