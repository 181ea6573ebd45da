package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recording allocates nothing once it is warm, whether the line is taken or dropped. */
class AllocationTest {
    private static final int CALLS = 10_000;
    private static final int MOST_ATTEMPTS = 20; // the JVM itself allocates on a thread now and then

    private static final Duration DURATION = Duration.ofNanos(1_234_567);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final StatsdConnector statsd = StatsdConnector.builder()
            .host("127.0.0.1")
            .prefix("app")
            .queueBytes(1 << 24)
            .build();

    private static final long MOST_WITH_TAGS = 500; // bytes

    /** One way to record. */
    private interface Call {
        void on(Statsd statsd);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("incr", s -> s.incr("orders.placed")),
                call("incr amount", s -> s.incr("orders.placed", 123)),
                call("decr", s -> s.decr("orders.placed")),
                call("gauge long", s -> s.gauge("queue.depth", 42)),
                call("gauge double", s -> s.gauge("queue.depth", 0.30000000000000004)),
                call("gauge delta", s -> s.gaugeDelta("queue.depth", -10)),
                call("timing duration", s -> s.timing("request", DURATION)),
                call("timing seconds", s -> s.timing("request", 12.34)),
                call("histogram", s -> s.histogram("size", 1.5)),
                call("distribution", s -> s.distribution("size", 7)),
                call("set", s -> s.set("users", "alice")),
                call("inject", s -> s.injectMetric("raw", "1", "c")),
                call("not ASCII", s -> s.incr("bestellung.größe")),
                call("dirty", s -> s.incr("a:b|c")),
                call("invalid", s -> s.gauge("queue.depth", Double.NaN)));
    }

    private static Arguments call(String name, Call call) {
        return Arguments.of(name, call);
    }

    @AfterEach
    void close() {
        statsd.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aCallAllocatesNothing(String name, Call call) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && least > 0; attempt++) {
            least = Math.min(least, allocated(call));
        }
        assertThat(least).as("bytes in %s calls of %s", CALLS, name).isZero();
    }

    @Test
    void viewsAndBoundInstrumentsAllocateNothing() {
        Statsd view = statsd.tagged(Tags.of("region", "eu")).scoped("db").sampled(0.5);
        Counter counter = view.counter("hits");
        Gauge gauge = view.gauge("depth");
        Timing timing = view.timing("query");
        aCallAllocatesNothing("view", ignored -> view.incr("hits"));
        aCallAllocatesNothing("counter", ignored -> counter.incr());
        aCallAllocatesNothing("gauge", ignored -> gauge.set(-2.5));
        aCallAllocatesNothing("timing", ignored -> timing.record(DURATION));
        aCallAllocatesNothing("timing of a unit", ignored -> timing.record(1_234_567, TimeUnit.NANOSECONDS));
    }

    @Test
    void countersAndGaugesThatGoPastTheQueueAllocateNothing() {
        try (StatsdConnector merging = StatsdConnector.builder()
                .host("127.0.0.1")
                .aggregation(Duration.ofSeconds(1))
                .build()) {
            Counter counter = merging.counter("hits");
            Gauge gauge = merging.gauge("depth");
            aCallAllocatesNothing("counter by path", ignored -> merging.incr("hits"));
            aCallAllocatesNothing("amount by path", ignored -> merging.incr("sum", 7));
            aCallAllocatesNothing("counter", ignored -> counter.incr());
            aCallAllocatesNothing("counter amount", ignored -> counter.incr(5));
            aCallAllocatesNothing("gauge", ignored -> gauge.set(-2.5));
            aCallAllocatesNothing("gauge change", ignored -> gauge.change(1));
        }
    }

    /** The tags and the array in which the caller gives them included. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aCallWithTagsOfItsOwnAllocatesLittle(Dialect dialect) {
        try (StatsdConnector other = StatsdConnector.builder()
                .host("127.0.0.1")
                .dialect(dialect)
                .prefix("app")
                .build()) {
            String[] regions = {"eu-west-1", "us-east-2", "ap-south-1"};
            int[] next = {0};
            Call call = ignored -> other.tagged(Tags.of("region", regions[next[0]++ % 3], "status", "200"))
                    .incr("hits");
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < MOST_ATTEMPTS && least > MOST_WITH_TAGS * CALLS; attempt++) {
                least = Math.min(least, allocated(call));
            }
            assertThat(least / CALLS).as("bytes a call").isLessThanOrEqualTo(MOST_WITH_TAGS);
        }
    }

    private long allocated(Call call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.on(statsd);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
