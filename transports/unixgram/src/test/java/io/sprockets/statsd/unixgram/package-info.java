/** Unix datagrams, from a call to an agent. */
package io.sprockets.statsd.unixgram;
