package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.series.Series;

/** Makes lines of one series after the other, and hands them on. Only the sender thread uses it. */
final class Output {
    private static final byte NEWLINE = '\n';

    private final LineSink sink;
    private final byte[] line;
    private int end;
    private long lines;

    Output(LineSink sink, int longestLine) {
        this.sink = sink;
        this.line = new byte[longestLine + Long.BYTES];
    }

    /** Whether a line of any length has room. */
    boolean hasRoom() {
        return sink.hasRoom();
    }

    /** Lines handed on so far; two that are one metric are one. */
    long lines() {
        return lines;
    }

    /** Begins a line with what comes before the value of a series. */
    Output begin(Series series) {
        end = 0;
        return put(series.line(), 0, series.valueAt());
    }

    Output put(byte[] bytes, int from, int to) {
        System.arraycopy(bytes, from, line, end, to - from);
        end += to - from;
        return this;
    }

    Output put(byte[] bytes) {
        return put(bytes, 0, bytes.length);
    }

    Output put(char c) {
        line[end++] = (byte) c;
        return this;
    }

    Output put(Sum sum) {
        end = sum.write(line, end);
        return this;
    }

    Output put(Values values, int index) {
        end = values.write(index, line, end);
        return this;
    }

    /** Puts what comes after the value of a series. */
    Output putTail(Series series) {
        return put(series.line(), series.valueAt() + 1, series.length() - 1);
    }

    /** Ends a line that the next one belongs to. */
    Output join() {
        return put((char) Lines.JOINT);
    }

    /** Room that is left in the line, less its newline. */
    int room() {
        return line.length - Long.BYTES - 1 - end;
    }

    /** Hands the line on. */
    void end() {
        line[end++] = NEWLINE;
        sink.append(line, end);
        lines++;
    }
}
