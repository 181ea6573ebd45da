package io.sprockets.statsd.fold;

/** Where the lines of merged metrics go. */
public interface LineSink {
    /** Whether a line of any length has room. */
    boolean hasRoom();

    /** Takes one metric as a line with its newline, or as two with a joint; even where there is no room any more. */
    void append(byte[] line, int length);
}
