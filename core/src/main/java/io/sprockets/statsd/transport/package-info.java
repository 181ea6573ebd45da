/** Lines reach the wire: TCP, UDP, Unix sockets. */
package io.sprockets.statsd.transport;
