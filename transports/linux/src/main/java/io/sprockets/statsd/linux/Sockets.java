package io.sprockets.statsd.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Opens and closes datagram sockets that do not block. Whatever is thrown, nothing is left open. */
final class Sockets {
    static final int AF_INET = 2;
    private static final int AF_UNIX = 1;
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MOST_PATH_BYTES = 107; // and a zero

    /** An address: its family, for the Internet a port, and what follows. */
    private static final int PATH = 2;

    private static final int PORT = 2;
    private static final int V4_ADDRESS = 4;
    private static final int V4_BYTES = 16;
    private static final int V6_ADDRESS = 8;
    private static final int V6_SCOPE = 24;
    private static final int V6_BYTES = 28;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private Sockets() {}

    /** A socket that is connected to a path. */
    static int unix(Path path) throws SocketException {
        byte[] name = path.toString().getBytes(UTF_8);
        if (name.length == 0) {
            throw new SocketException(
                    "the path of the socket is empty"); // which Linux takes for a name of its own kind
        }
        if (name.length > MOST_PATH_BYTES) {
            throw new SocketException("the path of the socket is longer than " + MOST_PATH_BYTES + " bytes: " + path);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, AF_UNIX, PATH + MOST_PATH_BYTES + 1);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH, name.length);
            MemorySegment reason = arena.allocate(Libc.reason());
            return connect(reason, open(reason, AF_UNIX), address);
        }
    }

    /** A UDP socket that is connected to a server. As with the JDK's, a broadcast address is refused. */
    static int udp(InetSocketAddress server) throws IOException {
        if (server.isUnresolved()) {
            throw new UnknownHostException(server.getHostString());
        }
        InetAddress host = Wildcard.resolved(server.getAddress());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = internet(arena, host, server.getPort());
            MemorySegment reason = arena.allocate(Libc.reason());
            return connect(reason, open(reason, address.get(JAVA_SHORT, 0)), address);
        }
    }

    static int open(MemorySegment reason, int family) throws SocketException {
        int fd = Libc.socket(reason, family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw Errno.of(Libc.errno(reason));
        }
        return fd;
    }

    private static int connect(MemorySegment reason, int fd, MemorySegment address) throws SocketException {
        if (Libc.connect(reason, fd, address, (int) address.byteSize()) < 0) {
            int errno = Libc.errno(reason);
            Libc.close(fd);
            throw Errno.ofConnect(errno);
        }
        return fd;
    }

    private static MemorySegment internet(Arena arena, InetAddress host, int port) {
        boolean v6 = host instanceof Inet6Address;
        byte[] bytes = host.getAddress();
        MemorySegment address = address(arena, v6 ? AF_INET6 : AF_INET, v6 ? V6_BYTES : V4_BYTES);
        address.set(NETWORK_SHORT, PORT, (short) port);
        MemorySegment.copy(bytes, 0, address, JAVA_BYTE, v6 ? V6_ADDRESS : V4_ADDRESS, bytes.length);
        if (host instanceof Inet6Address scoped) {
            address.set(JAVA_INT_UNALIGNED, V6_SCOPE, scoped.getScopeId());
        }
        return address;
    }

    /** So many zeros, and the family. */
    private static MemorySegment address(Arena arena, int family, int bytes) {
        MemorySegment address = arena.allocate(bytes, Integer.BYTES);
        address.set(JAVA_SHORT, 0, (short) family);
        return address;
    }
}
