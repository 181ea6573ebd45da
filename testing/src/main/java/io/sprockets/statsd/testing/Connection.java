package io.sprockets.statsd.testing;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One open TCP or Unix connection. Belongs to the server's thread.
 *
 * @param number from 1 in the order of arrival
 * @param splitter keeps the part of a line or frame that was read so far
 */
record Connection(long number, Transport transport, SocketChannel channel, SelectionKey key, Splitter splitter) {}
