package io.sprockets.statsd.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Micrometer's meters are sent.
 *
 * @param enabled Whether Micrometer's meters are sent; the same values as for statsd.enabled. If not set,
 *     management.defaults.metrics.export.enabled.
 * @param step How often gauges, function counters and the like are read.
 * @param window The period that maxima, percentiles and buckets cover.
 * @param publishUnchanged Whether unchanged gauges are sent.
 * @param prefix Beginning of the names of Micrometer's meters. If not set, the connector's prefix, or none if that is
 *     derived from the application's name, as with Micrometer's own registry.
 */
@ConfigurationProperties("statsd.micrometer")
record StatsdMicrometerProperties(
        @Nullable String enabled,
        @DefaultValue("10s") Duration step,
        @DefaultValue("1m") Duration window,
        @DefaultValue("true") boolean publishUnchanged,
        @Nullable String prefix) {}
