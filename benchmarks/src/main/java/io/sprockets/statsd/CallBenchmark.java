package io.sprockets.statsd;

import io.sprockets.statsd.call.View;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.sender.Sender;
import io.sprockets.statsd.settings.ConnectorPlan;
import io.sprockets.statsd.settings.ConnectorSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call, and all that follows from it up to the socket, which is none. Callers wait for room, so nothing is dropped.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {
    private static final Duration DURATION = Duration.ofNanos(1_234_567);

    /** Whether metrics of a second are merged, or each is sent as it is. */
    @Param({"false", "true"})
    private boolean aggregated;

    private final ConnectorSettings settings = new ConnectorSettings();
    private final Ledger ledger = new Ledger();
    private Sender sender = sender();
    private Statsd statsd = Statsd.noop();
    private Statsd tagged = statsd;
    private Counter counter = statsd.counter("none");

    @Setup
    public void start() {
        settings.names.prefix = "app";
        settings.flow.overflow = Overflow.block(Duration.ofSeconds(10));
        if (aggregated) {
            settings.flow.aggregation = Aggregation.every(Duration.ofSeconds(1));
        }
        sender = sender();
        ConnectorPlan plan = ConnectorPlan.of(settings);
        statsd = new View(plan.recorder(sender, ledger, settings.flow.overflow), plan.scope());
        tagged = statsd.tagged(Tags.of("region", "eu"));
        counter = statsd.counter("orders.placed");
        sender.start().join();
    }

    @TearDown
    public void stop() {
        sender.close();
    }

    @Benchmark
    public void incr() {
        statsd.incr("orders.placed");
    }

    @Benchmark
    public void incrBound() {
        counter.incr();
    }

    @Benchmark
    public void incrTagged() {
        tagged.incr("orders.placed");
    }

    @Benchmark
    public void incrTaggedByCall() {
        statsd.tagged(Tags.of("region", "eu", "status", "200")).incr("orders.placed");
    }

    @Benchmark
    public void gaugeOfDouble() {
        statsd.gauge("queue.depth", 0.30000000000000004);
    }

    @Benchmark
    public void timing() {
        statsd.timing("request", DURATION);
    }

    private Sender sender() {
        settings.enabled = false; // so that it needs no server
        return new Sender(
                settings.flow.queueBytes,
                DiscardingTransport::new,
                ConnectorPlan.of(settings).forSender(),
                settings.listener,
                ledger);
    }
}
