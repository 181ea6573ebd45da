/**
 * Timers for the requests of Jakarta Servlet applications, without code.
 *
 * <p>With the library in the WAR and {@code STATSD_HOST} and {@code STATSD_PREFIX} set, the container adds {@link
 * io.sprockets.statsd.servlet.StatsdContextListener}, which starts a connector, and {@link
 * io.sprockets.statsd.servlet.StatsdFilter}, which records each request as {@code timers.<servlet>.<METHOD>.<status>}.
 * The application records more with that connector:
 *
 * <pre>{@code
 * StatsdContextListener.statsd(getServletContext()).incr("orders.placed");
 * }</pre>
 *
 * <p>A framework with its own dispatcher registers a {@link io.sprockets.statsd.servlet.RequestNaming}.
 */
@NullMarked
package io.sprockets.statsd.servlet;

import org.jspecify.annotations.NullMarked;
