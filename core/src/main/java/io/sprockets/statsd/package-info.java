/**
 * An asynchronous StatsD client. {@link io.sprockets.statsd.StatsdConnector} keeps the connection,
 * {@link io.sprockets.statsd.Statsd} is what application code records with.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd;
