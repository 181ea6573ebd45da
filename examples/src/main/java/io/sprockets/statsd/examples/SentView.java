package io.sprockets.statsd.examples;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.StatsdConnector;
import java.util.List;
import java.util.Locale;

/** What the connector did, for a server that cannot be inspected here. */
final class SentView implements LiveView {
    private static final String ROW = "  %12s %12s %12s %12s %14s  %s";

    private final StatsdConnector connector;
    private final String server;

    SentView(StatsdConnector connector, String server) {
        this.connector = connector;
        this.server = server;
    }

    @Override
    public String title() {
        return "what was sent to " + server;
    }

    @Override
    public List<String> lines(double elapsedSeconds) {
        ConnectorStats stats = connector.stats();
        return List.of(
                String.format(Locale.ROOT, ROW, "recorded", "sent", "pending", "dropped", "bytes sent", ""),
                String.format(
                        Locale.ROOT,
                        ROW,
                        LiveView.count(stats.recorded()),
                        LiveView.count(stats.sent()),
                        LiveView.count(stats.pending()),
                        LiveView.count(stats.dropped()),
                        LiveView.count(stats.bytesSent()),
                        stats.connected() ? "connected" : "not connected"));
    }
}
