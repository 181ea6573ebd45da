/**
 * A Micrometer registry that sends through a connector.
 *
 * <pre>{@code
 * MeterRegistry registry = StatsdConnectorMeterRegistry.of(statsd); // a started StatsdConnector
 * registry.counter("orders.placed", "region", "eu").increment();
 *
 * registry.close(); // one last reading
 * statsd.close();   // sends what is still waiting
 * }</pre>
 *
 * <p>Names, tags and types are those of Micrometer's own StatsD registry in the flavor that matches the connector's
 * dialect, so dashboards stay as they are.
 */
@NullMarked
package io.sprockets.statsd.micrometer;

import org.jspecify.annotations.NullMarked;
