package io.sprockets.statsd.line;

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

/** One metric becomes one line of bytes: scanned, measured, written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
    private final LineTemplate template =
            LineTemplate.of("app.counters.", ";region=eu", "|c", "", Text.NAME, Text.VALUE);
    private final LineTemplate bound = template.bound("orders.placed");
    private final byte[] target = new byte[256];

    private String clean = "orders.placed";
    private String beyondAscii = "bestellung.größe";
    private String dirty = "orders:placed|c";
    private String member = "alice@example.org";
    private long number = 1;
    private double fraction = 0.30000000000000004;
    private long nanos = 1_234_567;

    @Benchmark
    public byte[] count() {
        return number(template, clean, number, 0);
    }

    @Benchmark
    public byte[] countBound() {
        return number(bound, "", number, 0);
    }

    @Benchmark
    public byte[] countBeyondAscii() {
        return number(template, beyondAscii, number, 0);
    }

    @Benchmark
    public byte[] countDirty() {
        return number(template, dirty, number, 0);
    }

    @Benchmark
    public byte[] gaugeOfDouble() {
        return number(template, clean, Decimal.significand(fraction), Decimal.exponent(fraction));
    }

    @Benchmark
    public byte[] timing() {
        return number(template, clean, nanos, Decimal.NANOS_AS_MILLIS);
    }

    @Benchmark
    public byte[] set() {
        int name = template.scanName(clean);
        int length = template.length(name, template.scanValue(member), template.scanValue(""));
        template.write(clean, name, member, "", target, target.length - length);
        return target;
    }

    private byte[] number(LineTemplate lines, String path, long significand, int exponent) {
        int name = lines.scanName(path);
        int length = lines.length(name, significand, exponent);
        lines.write(path, name, significand, exponent, target, target.length - length);
        return target;
    }
}
