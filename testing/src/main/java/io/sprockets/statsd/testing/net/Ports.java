package io.sprockets.statsd.testing.net;

import static java.net.StandardSocketOptions.SO_RCVBUF;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The open listening sockets of a server: TCP and UDP on one port, and a Unix stream socket. */
final class Ports implements Closeable {
    // Free ports are taken from below the range that systems give to outgoing connections. So no client takes the port
    // while the server refuses, and a client that connects meanwhile cannot meet itself.
    private static final int LOWEST_FREE = 20_000;
    private static final int FREE_PORTS = 12_000;
    private static final int FORKS = 2; // test JVMs that may run at once and take no port of each other
    private static final int FORK = Math.floorMod(Integer.getInteger("statsd.testing.fork", 0), FORKS);
    private static final int ATTEMPTS = 200;
    private static final int FILE_TYPE = 0170000; // of a mode, as POSIX has it
    private static final int SOCKET = 0140000;

    private final List<Closeable> open = new ArrayList<>();
    private final int port;
    private @Nullable ServerSocketChannel tcp;
    private @Nullable DatagramChannel udp;
    private @Nullable ServerSocketChannel unix;

    private Ports(int port) {
        this.port = port;
    }

    /** Opens all sockets or none, on this port, or on any port where both TCP and UDP are free if it is 0. */
    static Ports open(Listening listening, int port) throws IOException {
        if (port != 0 || !(listening.tcp() || listening.udp())) {
            return openOn(listening, port);
        }
        for (int attempt = 1; ; attempt++) {
            int candidate = LOWEST_FREE + FORKS * ThreadLocalRandom.current().nextInt(FREE_PORTS / FORKS) + FORK;
            try {
                return openOn(listening, candidate);
            } catch (BindException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static Ports openOn(Listening listening, int port) throws IOException {
        Ports ports = new Ports(port);
        try {
            ports.openAll(listening);
            return ports;
        } catch (IOException | RuntimeException failed) {
            ports.close();
            throw failed;
        }
    }

    private void openAll(Listening listening) throws IOException {
        InetSocketAddress address = new InetSocketAddress(listening.address(), port);
        if (listening.tcp()) {
            ServerSocketChannel channel = keep(ServerSocketChannel.open());
            if (listening.tcpReceiveBuffer() > 0) {
                channel.setOption(SO_RCVBUF, listening.tcpReceiveBuffer());
            }
            channel.bind(address).configureBlocking(false);
            tcp = channel;
        }
        if (listening.udp()) {
            DatagramChannel channel = keep(DatagramChannel.open(family(listening.address())));
            channel.setOption(SO_RCVBUF, listening.udpReceiveBuffer());
            channel.bind(address).configureBlocking(false);
            udp = channel;
        }
        Path path = listening.unixSocket();
        if (path != null) {
            removeDeadSocket(path);
            ServerSocketChannel channel = keep(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
            channel.bind(UnixDomainSocketAddress.of(path)).configureBlocking(false);
            unix = channel;
        }
    }

    private static StandardProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private <T extends Closeable> T keep(T channel) {
        open.add(channel);
        return channel;
    }

    /** Removes a socket. Leaves anything else alone, such as a pipe or a device. */
    static void removeSocket(Path path) throws IOException {
        if (isSocket(path)) {
            Files.delete(path);
        }
    }

    /** Removes a socket on which nothing listens any more. */
    static void removeDeadSocket(Path path) throws IOException {
        if (!isListenedOn(path)) {
            removeSocket(path);
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET;
    }

    private static boolean isListenedOn(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Nullable
    ServerSocketChannel tcp() {
        return tcp;
    }

    @Nullable
    DatagramChannel udp() {
        return udp;
    }

    @Nullable
    ServerSocketChannel unix() {
        return unix;
    }

    /** Closes all sockets; the file of the Unix socket stays, as it does when a server process dies. */
    @Override
    public void close() throws IOException {
        for (Closeable channel : open) {
            channel.close();
        }
    }
}
