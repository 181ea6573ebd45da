/**
 * Unix datagram sockets with junixsocket. There is nothing to call: the client finds this module with {@link
 * java.util.ServiceLoader}.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.unixgram;
