package io.sprockets.statsd.testing.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What a client's address is called. */
public final class Peer {
    private Peer() {}

    /** The address and port, without a lookup. */
    public static String name(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host = inet.getAddress() == null
                ? inet.getHostString()
                : inet.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }
}
