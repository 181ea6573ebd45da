package io.sprockets.statsd.fold;

/** Where the lines of merged series go. */
public interface LineSink {
    /** Whether a line of any length fits. */
    boolean hasRoom();

    /**
     * Takes a line with its newline, even beyond its limit; one asks {@link #hasRoom} before a few of them.
     *
     * @param metrics that it stands for; if the line cannot be taken they are counted as dropped
     * @return whether it was taken
     */
    boolean line(byte[] line, long metrics);
}
