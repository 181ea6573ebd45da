/** Lines reach the wire: TCP, UDP, Unix stream socket. */
package io.sprockets.statsd.transport;
