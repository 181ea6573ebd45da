package io.sprockets.statsd.watch.page;

import java.net.InetAddress;

/**
 * How the page is served.
 *
 * @param address to listen on
 * @param port 0 for a free one
 * @param name by which browsers may call this machine, besides its addresses; empty for none
 */
public record PageSettings(InetAddress address, int port, String name) {}
