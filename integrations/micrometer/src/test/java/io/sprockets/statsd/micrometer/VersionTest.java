package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.statsd.StatsdMeterRegistry;
import org.junit.jupiter.api.Test;

/** The tests run on the Micrometer that the build says. */
class VersionTest {
    @Test
    void micrometerIsTheOneThatIsMeant() {
        String expected = System.getProperty("micrometer.version.expected");
        assertThat(place(MeterRegistry.class)).endsWith("micrometer-core-" + expected + ".jar");
        assertThat(place(StatsdMeterRegistry.class)).endsWith("micrometer-registry-statsd-" + expected + ".jar");
    }

    private static String place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
