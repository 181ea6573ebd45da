package io.sprockets.statsd.transport;

import java.net.InetSocketAddress;

/**
 * One address of a host. Immutable.
 *
 * @param host whose it was when it was looked up
 * @param socket where the server listens
 */
record Address(Host host, InetSocketAddress socket) {}
