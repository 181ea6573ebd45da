package io.sprockets.statsd.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of a host name. */
interface Lookup {
    /** As the system says. */
    Lookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** Its addresses now. It may block. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
