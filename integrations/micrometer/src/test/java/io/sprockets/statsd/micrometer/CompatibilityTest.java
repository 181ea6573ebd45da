package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Micrometer's own kit of tests for registries. */
class CompatibilityTest extends MeterRegistryCompatibilityKit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final StatsdConnector statsd =
            StatsdConnector.builder().host("127.0.0.1").build();

    @Override
    public MeterRegistry registry() {
        return StatsdConnectorMeterRegistry.builder(statsd)
                .clock(new MockClock())
                .build();
    }

    /** How long percentiles and maxima are remembered, which is what the kit means. */
    @Override
    public Duration step() {
        return WINDOW;
    }

    @AfterEach
    void close() {
        registry.close();
    }
}
