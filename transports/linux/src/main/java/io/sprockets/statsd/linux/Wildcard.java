package io.sprockets.statsd.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * The address of all zeros, which as a server means this host. The JDK takes that of IPv4 for that of IPv6 where there
 * is IPv6, so a server that listens on IPv4 only is reached by neither.
 */
final class Wildcard {
    private static final int V6_BYTES = 16;

    private Wildcard() {}

    /** What the JDK makes of an address. */
    static InetAddress resolved(InetAddress address) throws IOException {
        boolean means = address.isAnyLocalAddress() && hasV6();
        return means ? InetAddress.getByAddress(new byte[V6_BYTES]) : address;
    }

    private static boolean hasV6() throws IOException {
        try {
            DatagramChannel.open(StandardProtocolFamily.INET6).close();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
