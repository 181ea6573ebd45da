/**
 * A Vert.x Web application that reports itself to StatsD, as a Tornado application does with sprockets-statsd:
 * {@link StatsdApplication} keeps the connector, {@link RequestHandler} and {@link StatsdHandler} record the requests.
 */
package io.sprockets.statsd.vertx;
