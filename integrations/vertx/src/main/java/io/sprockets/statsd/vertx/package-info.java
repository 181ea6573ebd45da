/**
 * Timers for the requests of a Vert.x Web application, as sprockets-statsd has them for a Tornado application.
 *
 * <p>A verticle implements {@link io.sprockets.statsd.vertx.StatsdApplication}, which starts and stops a connector. Its
 * handlers extend {@link io.sprockets.statsd.vertx.RequestHandler}, or follow a {@link
 * io.sprockets.statsd.vertx.StatsdHandler} on the same route. {@link io.sprockets.statsd.vertx.StatsdClient} records
 * the requests that a {@code WebClient} sends.
 *
 * <pre>{@code
 * StatsdHandler statsd = StatsdHandler.create(this);
 * router.route().handler(statsd);
 * router.get("/items/:id").handler(statsd).handler(context -> ...); // timers.items__id.GET.200
 * }</pre>
 */
@NullMarked
package io.sprockets.statsd.vertx;

import org.jspecify.annotations.NullMarked;
