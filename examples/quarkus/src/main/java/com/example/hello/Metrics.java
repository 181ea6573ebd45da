package com.example.hello;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Sends what Micrometer measures to the server in STATSD_HOST, with STATSD_PREFIX. */
@Singleton
public class Metrics {
    private final StatsdConnector statsd = StatsdConnector.fromEnvironment().build();

    @Produces
    @Singleton
    StatsdConnectorMeterRegistry registry() {
        statsd.start();
        return StatsdConnectorMeterRegistry.of(statsd);
    }

    void close(@Disposes StatsdConnectorMeterRegistry registry) {
        registry.close();
        statsd.close();
    }
}
