package io.sprockets.statsd.watch.store;

import java.util.List;

/**
 * Everything at the end of a second. Immutable; any thread may use it.
 *
 * @param second that has ended, since 1970
 * @param linesPerSecond of the last minute, the oldest first
 * @param rows of all series in the order of arrival
 */
public record Snapshot(
        long second,
        Totals totals,
        Curve linesPerSecond,
        List<Row> rows,
        List<ClientView> clients,
        int openConnections,
        List<WrongLine> wrong) {}
