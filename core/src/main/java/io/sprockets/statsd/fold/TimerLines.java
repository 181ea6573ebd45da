package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.line.Syntax.Packing;
import io.sprockets.statsd.series.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes the values of a timer with their weights, packed if the server reads that. Only the sender thread uses it.
 */
final class TimerLines {
    /** Rounded down, so that a server that computes {@code int(1 / rate)} gets the whole number back. */
    private static final MathContext RATE = new MathContext(12, RoundingMode.DOWN);

    private final Series series;
    private final Output output;
    private final Packing packing;
    private final int end; // of the series' line, without its newline
    private final int typeEnd; // in that line
    private final int rateEnd; // or the same, if it has no rate

    TimerLines(Series series, Output output, Packing packing) {
        this.series = series;
        this.output = output;
        this.packing = packing;
        this.end = series.length() - 1;
        this.typeEnd = next(series.valueAt() + 2);
        boolean rated = typeEnd + 1 < end && series.line()[typeEnd + 1] == '@';
        this.rateEnd = rated ? next(typeEnd + 1) : typeEnd;
    }

    /** Writes values from an index to another, while there is room. Returns how many. */
    int write(Values values, int from, int to, long share) {
        if (from == to || !output.hasRoom()) {
            return 0;
        }
        byte[] rate = rate(share);
        int tail = end - series.valueAt() - 1 - (rateEnd - typeEnd) + rate.length;
        int at = from;
        while (at < to && output.hasRoom()) {
            output.begin(series);
            boolean first = true;
            while (at < to && (first || packs(values.length(at), tail))) {
                if (!first) {
                    separate(rate);
                }
                output.put(values, at);
                first = false;
                at++;
            }
            tail(rate);
            output.end();
        }
        return at - from;
    }

    /** Whether one more value has room in the line. */
    private boolean packs(int length, int tail) {
        return packing != Packing.NONE && output.room() >= 1 + length + tail + (packing == Packing.METRICS ? tail : 0);
    }

    private void separate(byte[] rate) {
        if (packing == Packing.METRICS) {
            tail(rate);
        }
        output.put(':');
    }

    private void tail(byte[] rate) {
        byte[] line = series.line();
        output.put(line, series.valueAt() + 1, typeEnd).put(rate).put(line, rateEnd, end);
    }

    /** The rate for the weight of a value, times the rate at which it was sampled. */
    private byte[] rate(long share) {
        String given = new String(series.line(), typeEnd, rateEnd - typeEnd, US_ASCII);
        if (share == 1) {
            return given.getBytes(US_ASCII);
        }
        BigDecimal recorded = given.isEmpty() ? BigDecimal.ONE : new BigDecimal(given.substring(2));
        return ("|@" + Sum.text(recorded.divide(BigDecimal.valueOf(share), RATE))).getBytes(US_ASCII);
    }

    /** The index of the next bar, or the end. */
    private int next(int from) {
        byte[] line = series.line();
        int at = from;
        while (at < end && line[at] != '|') {
            at++;
        }
        return at;
    }
}
