/**
 * The tests that every integration with an HTTP server must pass.
 *
 * <p>Extend {@link io.sprockets.statsd.http.tests.HttpServerContract} and start your server in it, with the routes of
 * {@link io.sprockets.statsd.http.tests.Route}.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.http.tests;
