package io.sprockets.statsd.queue;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Producers offer records as fast as they can while one thread drains. What is refused is cheap, so look at both
 * counts.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBenchmark {
    private static final int BYTES = 1 << 20;

    private final RecordQueue queue = new RecordQueue(BYTES, () -> {});
    private volatile boolean over;
    private Thread consumer = new Thread(this::drain);

    /** What became of the offers. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Offers {
        public long offered;
        public long refused;
    }

    @Setup
    public void begin() {
        consumer.start();
    }

    @TearDown
    public void end() throws InterruptedException {
        over = true;
        consumer.join();
    }

    @Benchmark
    @Threads(1)
    public void oneProducer(Offers offers) {
        offer(offers);
    }

    @Benchmark
    @Threads(2)
    public void twoProducers(Offers offers) {
        offer(offers);
    }

    @Benchmark
    @Threads(4)
    public void fourProducers(Offers offers) {
        offer(offers);
    }

    @Benchmark
    @Threads(16)
    public void sixteenProducers(Offers offers) {
        offer(offers);
    }

    private void offer(Offers offers) {
        if (queue.offer(Header.of(0, 0, 7), 1, null, false) == RecordQueue.TAKEN) {
            offers.offered++;
        } else {
            offers.refused++;
        }
    }

    private void drain() {
        RecordReader reader = queue.reader();
        while (!over) {
            while (reader.next()) {
                reader.pass();
            }
            reader.free();
        }
    }
}
