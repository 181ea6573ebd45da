package io.sprockets.statsd.watch.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/**
 * An address and a port on which this program listens: lines that are forwarded there would come back for ever.
 * Immutable.
 *
 * @param address that may be the one for all addresses of this machine
 */
public record LocalServer(InetAddress address, int port) {

    /** Whether a server is this one, by whatever name. One whose name cannot be looked up is not. */
    public boolean is(HostPort server) {
        if (server.port() != port) {
            return false;
        }
        try {
            for (InetAddress each : InetAddress.getAllByName(server.host())) {
                if (leadsHere(each)) {
                    return true;
                }
            }
            return false;
        } catch (IOException unknown) {
            return false;
        }
    }

    private boolean leadsHere(InetAddress target) throws IOException {
        if (address.isAnyLocalAddress()) {
            return target.isAnyLocalAddress()
                    || target.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(target) != null;
        }
        return target.equals(address) || (target.isAnyLocalAddress() && address.isLoopbackAddress());
    }
}
