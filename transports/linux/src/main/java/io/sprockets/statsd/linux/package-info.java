/** UDP and Unix datagram sockets by the system calls of Linux. */
package io.sprockets.statsd.linux;
