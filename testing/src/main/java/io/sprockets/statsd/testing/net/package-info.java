/** The sockets of a server, its one thread, and the way from bytes to lines. What the lines are, it does not know. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing.net;
