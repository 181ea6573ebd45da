package io.sprockets.statsd.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Micrometer's meters are sent.
 *
 * @param enabled Whether Micrometer's meters are sent; the same words as for statsd.enabled. If not set,
 *     management.defaults.metrics.export.enabled.
 * @param step How often gauges, function counters and the like are read.
 * @param window How long maxima, percentiles and buckets remember.
 * @param publishUnchanged Whether a gauge is sent whose value is the one that was sent last.
 * @param prefix What the names of Micrometer's meters begin with. If not set, the connector's prefix, but nothing where
 *     that is made of the application's name, as with Micrometer's own registry.
 */
@ConfigurationProperties("statsd.micrometer")
record StatsdMicrometerProperties(
        @Nullable String enabled,
        @DefaultValue("10s") Duration step,
        @DefaultValue("1m") Duration window,
        @DefaultValue("true") boolean publishUnchanged,
        @Nullable String prefix) {}
