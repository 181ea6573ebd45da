package com.example.hello;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import jakarta.inject.Singleton;

/** Sends what Micrometer measures to the server in STATSD_HOST, with STATSD_PREFIX. */
@Factory
final class Metrics {
    @Bean(preDestroy = "close")
    @Singleton
    StatsdConnector connector() {
        StatsdConnector statsd = StatsdConnector.fromEnvironment().build();
        statsd.start();
        return statsd;
    }

    /** Closed before the connector, since it depends on it. */
    @Bean(preDestroy = "close")
    @Singleton
    StatsdConnectorMeterRegistry registry(StatsdConnector statsd) {
        return StatsdConnectorMeterRegistry.of(statsd);
    }
}
