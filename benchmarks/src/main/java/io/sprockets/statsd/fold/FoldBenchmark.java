package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.util.Arrays;
import java.util.Objects;
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

/** Metrics of many series are merged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {
    private static final int LINES = 512; // in one load
    private static final int LONGEST = 1432;

    @Param({"64", "100000"})
    private int series;

    @Param({"c", "g", "ms"})
    private String type = "";

    /** Whether series have numbers, or are spelled out. */
    @Param({"true", "false"})
    private boolean numbered;

    private SeriesTable table = new SeriesTable(0, LONGEST);
    private byte[][] lines = {};
    private Series[] all = {};
    private Fold fold = fold();
    private int next;

    @Setup
    public void encode() {
        table = new SeriesTable(numbered ? series : 0, LONGEST);
        lines = IntStream.range(0, series)
                .mapToObj(i -> ("app.requests." + i + ":0|" + type + "\n").getBytes(US_ASCII))
                .toArray(byte[][]::new);
        all = Arrays.stream(lines)
                .map(line -> table.add(line, valueAt(line)))
                .filter(Objects::nonNull)
                .toArray(Series[]::new);
        fold = fold();
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public boolean merge() {
        boolean merged = true;
        for (int i = 0; i < LINES; i++) {
            Fold.Outcome outcome;
            if (numbered) {
                outcome = fold.number(all[next], false, 1, 0);
            } else {
                byte[] line = lines[next];
                outcome = fold.number(line, line.length, valueAt(line), false, 1, 0);
            }
            next = next + 1 < series ? next + 1 : 0;
            merged &= outcome == Fold.Outcome.MERGED;
        }
        return merged;
    }

    private int valueAt(byte[] line) {
        return line.length - type.length() - 3; // the value, a bar, and a newline
    }

    private Fold fold() {
        Syntax syntax = Syntax.of(Dialect.STATSD, false, "");
        return new Fold(new FoldSettings(syntax, 1 << 20, 1 << 30, 100, true), table, new Ledger());
    }
}
