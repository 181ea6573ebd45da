package io.sprockets.statsd.testing.net;

/**
 * How a server reads.
 *
 * @param maxLineBytes of a line, without its newline; longer ones are cut
 * @param unixFraming how Unix connections are cut into lines
 * @param sevenBit whether streams are read as 7-bit ASCII, as statsd 0.9 reads them
 * @param maxConnections open at a time; a further one is closed at once
 */
public record Reading(int maxLineBytes, Framing unixFraming, boolean sevenBit, int maxConnections) {

    /** How a Unix connection is cut into lines. */
    public enum Framing {
        /** Lines end with a newline, as over TCP. */
        LINES,
        /** Lines come in frames, each after its length, as the Datadog agent reads them. */
        FRAMES,
        /** Frames if the third and fourth byte are zero, which no text has and every length does; else lines. */
        DETECTED
    }

    Splitter splitter(boolean unix) {
        return switch (unix ? unixFraming : Framing.LINES) {
            case LINES -> new LineSplitter(maxLineBytes);
            case FRAMES -> new FrameSplitter(maxLineBytes);
            case DETECTED -> new DetectingSplitter(maxLineBytes);
        };
    }
}
