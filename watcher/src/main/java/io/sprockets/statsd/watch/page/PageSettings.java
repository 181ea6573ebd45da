package io.sprockets.statsd.watch.page;

import java.net.InetAddress;

/**
 * How the page is served.
 *
 * @param address to listen on
 * @param port 0 for a free one
 * @param name that browsers may use in addition to addresses; empty for none
 */
public record PageSettings(InetAddress address, int port, String name) {}
