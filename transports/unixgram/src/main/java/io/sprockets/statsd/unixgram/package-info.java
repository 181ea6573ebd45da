/** Unix datagram sockets by junixsocket. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.unixgram;
