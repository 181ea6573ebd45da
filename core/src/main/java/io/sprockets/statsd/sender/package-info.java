/** The one thread: drain, keep, send, reconnect, finish. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.sender;
