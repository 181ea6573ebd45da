package io.sprockets.statsd.testing.net;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param port of TCP and UDP; 0 for any that is free for both
 * @param unixSocket the path of a stream socket, if there is to be one
 * @param tcpReceiveBuffer bytes the system may hold for a connection; 0 leaves it to the system
 * @param udpReceiveBuffer bytes of datagrams the system may hold
 */
public record Listening(
        InetAddress address,
        int port,
        boolean tcp,
        boolean udp,
        @Nullable Path unixSocket,
        int tcpReceiveBuffer,
        int udpReceiveBuffer) {}
