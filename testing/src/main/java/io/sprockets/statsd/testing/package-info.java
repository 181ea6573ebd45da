/**
 * A StatsD server to embed in a test or a demo: {@link io.sprockets.statsd.testing.StatsdServer} receives over TCP,
 * UDP and Unix sockets, says what it received, and fails on demand.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing;
