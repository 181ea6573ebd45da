package io.sprockets.statsd.watch.store;

import java.util.List;

/**
 * Some of the newest lines. Immutable.
 *
 * @param next the number of the line after these
 * @param missed lines that came between the ones asked for and the first of these
 * @param lines the oldest first
 */
public record LinesView(long next, long missed, List<Line> lines) {

    /** A line as it was sent, cut to 4,096 bytes. */
    public record Line(LineType type, String text) {}
}
