/**
 * A StatsD server to embed in a test or a demo.
 *
 * <pre>{@code
 * try (StatsdServer server = StatsdServer.start()) {
 *     application.sendMetricsTo(server.host(), server.port());
 *
 *     server.awaitCounter("shop.counters.orders.placed", 1, Duration.ofSeconds(5));
 *     assertThat(server.badLines()).isEmpty();
 * }
 * }</pre>
 *
 * <p>{@link io.sprockets.statsd.testing.StatsdServer} receives over TCP, UDP and Unix sockets and records metrics,
 * events, bad lines and totals. Its commands simulate faults: {@code refuse}, {@code stall}, {@code reset}, {@code
 * restart} and others. With JUnit, {@link io.sprockets.statsd.testing.junit.StatsdTest} runs one for a test class.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing;
