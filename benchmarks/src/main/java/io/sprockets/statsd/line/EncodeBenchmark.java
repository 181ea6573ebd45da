package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.Dialect;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a caller writes of a metric that has no series, and what the sender writes of one that has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
    private static final Syntax SYNTAX = Syntax.of(Dialect.STATSD, false, "");
    private static final int BYTES = 256;

    private final LineTemplate template = LineTemplate.of(
            "app.counters.".getBytes(US_ASCII), ";region=eu:".getBytes(US_ASCII), "|c".getBytes(US_ASCII), SYNTAX);
    private final byte[] series = template.series("orders.placed");
    private final byte[] line = Arrays.copyOf(series, series.length + Words.SLACK);
    private final int valueAt = template.valueAt(series);
    private final byte[] target = new byte[BYTES];
    private final long[] ring = new long[BYTES / Long.BYTES];

    private String clean = "orders.placed";
    private String beyondAscii = "bestellung.größe";
    private String dirty = "orders:placed|c";
    private String member = "alice@example.org";
    private long number = 1;
    private double fraction = 0.30000000000000004;
    private long nanos = 1_234_567;

    @Benchmark
    public int count() {
        return Lines.write(line, series.length, valueAt, number, 0, target, 0);
    }

    @Benchmark
    public int gaugeOfDouble() {
        return Lines.write(
                line, series.length, valueAt, Decimal.significand(fraction), Decimal.exponent(fraction), target, 0);
    }

    @Benchmark
    public int timing() {
        return Lines.write(line, series.length, valueAt, nanos, Decimal.NANOS_AS_MILLIS, target, 0);
    }

    @Benchmark
    public long[] spell() {
        return spell(clean, "0");
    }

    @Benchmark
    public long[] spellBeyondAscii() {
        return spell(beyondAscii, "0");
    }

    @Benchmark
    public long[] spellDirty() {
        return spell(dirty, "0");
    }

    @Benchmark
    public long[] set() {
        return spell(clean, member);
    }

    private long[] spell(String path, String value) {
        if (template.length(template.scanName(path), template.scanValue(value), 0) < BYTES) {
            template.spelled().write(ring, 0, path, value, "");
        }
        return ring;
    }
}
