package io.sprockets.statsd.examples;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import java.time.Duration;

/**
 * A program without a framework that reports its JVM's metrics to the server in {@code STATSD_HOST}, for a minute.
 */
final class JvmMetrics {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long MINUTE = 60_000; // milliseconds

    private JvmMetrics() {}

    public static void main(String[] args) throws InterruptedException {
        try (StatsdConnector statsd = StatsdConnector.fromEnvironment().build()) {
            statsd.start();
            MeterRegistry registry = registry(statsd);
            Thread.sleep(MINUTE); // the program's work
            registry.close();
        }
    }

    static MeterRegistry registry(StatsdConnector statsd) {
        MeterRegistry registry =
                StatsdConnectorMeterRegistry.builder(statsd).step(STEP).build();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }
}
