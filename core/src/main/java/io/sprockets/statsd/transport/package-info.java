/** Lines reach the wire: TCP, UDP, Unix sockets. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.transport;
