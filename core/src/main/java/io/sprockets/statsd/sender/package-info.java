/** The one thread: drain, keep, send, reconnect, finish. */
package io.sprockets.statsd.sender;
