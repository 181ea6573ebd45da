package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.StatsdConnector;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recording allocates nothing once it is warm. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;
    private static final int MOST_ATTEMPTS = 50; // until the calls are compiled

    @ParameterizedTest
    @EnumSource(names = {"STATSD", "DOGSTATSD", "INFLUXDB"})
    void recordingAllocatesNothing(Dialect dialect) {
        try (StatsdConnector statsd =
                StatsdConnector.builder().host("127.0.0.1").dialect(dialect).build()) {
            StatsdConnectorMeterRegistry registry = StatsdConnectorMeterRegistry.of(statsd);
            Counter counter = registry.counter("orders.placed", "region", "eu");
            Timer timer = registry.timer("http.server.requests", "uri", "/orders/{id}");
            Timer histogram =
                    Timer.builder("all.hosts").publishPercentileHistogram().register(registry);
            DistributionSummary summary = registry.summary("payload.size");
            assertNothingAllocated("counter", counter::increment);
            assertNothingAllocated("amount", () -> counter.increment(17));
            assertNothingAllocated("fraction", () -> counter.increment(0.3));
            assertNothingAllocated("timer", () -> timer.record(1_234_567, TimeUnit.NANOSECONDS));
            assertNothingAllocated("summary", () -> summary.record(512.25));
            registry.remove(histogram);
            registry.close();
        }
    }

    private static void assertNothingAllocated(String what, Runnable call) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && least > 0; attempt++) {
            least = Math.min(least, allocated(call));
        }
        assertThat(least).as("bytes in %s calls of %s", CALLS, what).isZero();
    }

    private static long allocated(Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
