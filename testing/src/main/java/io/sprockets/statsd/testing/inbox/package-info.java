/** What a server received: retained lines, bad lines and totals, and the waiting for more of them. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing.inbox;
