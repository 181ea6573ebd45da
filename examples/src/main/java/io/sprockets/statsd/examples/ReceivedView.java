package io.sprockets.statsd.examples;

import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the embedded server received, one row for each name of a metric. It takes the metrics from the server. */
final class ReceivedView implements LiveView {
    private final StatsdServer server;
    private final String prefix;
    private final Map<String, Row> rows = new TreeMap<>();
    private long taken;

    ReceivedView(StatsdServer server, String prefix) {
        this.server = server;
        this.prefix = prefix + ".";
    }

    @Override
    public String title() {
        return "what the server received";
    }

    @Override
    public List<String> lines(double elapsedSeconds) {
        takeAll();
        List<String> lines = new ArrayList<>();
        lines.add(row(prefix + "*", "lines", "per s", "sum", "last", "mean"));
        rows.forEach((name, row) -> lines.add(row.line(name, elapsedSeconds)));
        return lines;
    }

    private void takeAll() {
        long arrived = server.linesReceived() - server.badLineCount();
        for (; taken < arrived; taken++) {
            ReceivedMetric metric = server.take(Duration.ZERO);
            rows.computeIfAbsent(shortened(metric.name()), name -> new Row()).add(metric);
        }
    }

    private String shortened(String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static String row(String name, String lines, String rate, String sum, String last, String mean) {
        return String.format(Locale.ROOT, "  %-27s %8s %7s %8s %9s %9s", name, lines, rate, sum, last, mean)
                .stripTrailing();
    }

    private static final class Row {
        private String type = "";
        private long lines;
        private double sum;
        private double last;

        void add(ReceivedMetric metric) {
            type = metric.type();
            lines++;
            sum += metric.value();
            last = metric.value();
        }

        String line(String name, double elapsedSeconds) {
            String rate = String.format(Locale.ROOT, "%.0f", lines / elapsedSeconds);
            String count = LiveView.count(lines);
            return switch (type) {
                case "c" -> row(name, count, rate, LiveView.count(Math.round(sum)), "", "");
                case "g" -> row(name, count, rate, "", LiveView.count(Math.round(last)), "");
                default -> row(name, count, rate, "", milliseconds(last), milliseconds(sum / lines));
            };
        }

        private static String milliseconds(double value) {
            return String.format(Locale.ROOT, "%.2f ms", value);
        }
    }
}
