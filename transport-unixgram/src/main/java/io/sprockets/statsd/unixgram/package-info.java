/** Unix datagram sockets by junixsocket. */
package io.sprockets.statsd.unixgram;
