/**
 * An asynchronous StatsD client that loses nothing silently.
 *
 * <p>{@link io.sprockets.statsd.StatsdConnector} owns the connection to the server and one daemon thread. {@link
 * io.sprockets.statsd.Statsd} is the interface to record with: the connector implements it, and so do its views.
 *
 * <pre>{@code
 * StatsdConnector connector = StatsdConnector.fromEnvironment().build(); // STATSD_HOST, STATSD_PREFIX ...
 * connector.start();
 *
 * Statsd db = connector.scoped("db").tagged(Tags.of("region", "eu"));
 * db.incr("queries");
 * db.timing("query", Duration.ofMillis(12));
 *
 * Counter placed = connector.counter("orders.placed"); // bound: the name is encoded once
 * placed.incr();
 *
 * connector.close(); // sends what is still waiting
 * }</pre>
 *
 * <p>A call writes a record into a queue and returns. It never throws and never does I/O, and it blocks only with
 * {@link io.sprockets.statsd.Overflow#block}. The connector's thread packs records into lines and sends them. While the
 * server is down, lines wait in order in a bounded backlog, and are merged by series when that is full. {@link
 * io.sprockets.statsd.StatsdConnector#stats} accounts for every metric: sent, pending, folded into another, or dropped
 * for a {@link io.sprockets.statsd.DropReason}.
 *
 * <p>{@link io.sprockets.statsd.Dialect} selects what the server understands, {@link io.sprockets.statsd.Protocol} the
 * transport, {@link io.sprockets.statsd.Delivery} whether lines are kept until the server has read them, and {@link
 * io.sprockets.statsd.Aggregation} whether metrics are merged before they are sent.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd;
