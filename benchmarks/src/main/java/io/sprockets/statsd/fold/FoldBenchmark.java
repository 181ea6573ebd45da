package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.ledger.Ledger;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines of many series are merged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {
    private static final int LINES = 512; // in one load

    @Param({"64", "100000"})
    private int series;

    @Param({"c", "g", "ms"})
    private String type = "";

    private byte[][] lines = {};
    private Fold fold = fold();
    private int next;

    @Setup
    public void encode() {
        fold = fold();
        lines = IntStream.range(0, series)
                .mapToObj(i -> ("app.requests." + i + ":1|" + type + "\n").getBytes(US_ASCII))
                .toArray(byte[][]::new);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public boolean merge() {
        boolean all = true;
        for (int i = 0; i < LINES; i++) {
            byte[] line = lines[next];
            next = next + 1 < series ? next + 1 : 0;
            all &= fold.add(line, 0, line.length - 1);
        }
        return all;
    }

    private Fold fold() {
        return new Fold(new FoldSettings(1 << 20, 100, false, true), new Ledger());
    }
}
