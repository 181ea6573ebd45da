package io.sprockets.statsd.examples;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The ledger of one run: three parties counted on their own, and their numbers have to agree.
 *
 * @param recorded metrics the service recorded, by its own count
 * @param stats what the connector says became of them
 * @param received lines the server received; none if it cannot be inspected
 * @param bad lines among them that the server could not read
 */
record LedgerReport(long recorded, ConnectorStats stats, OptionalLong received, long bad) {

    /** The ledger with the embedded server. */
    static LedgerReport of(long recorded, ConnectorStats stats, StatsdServer server) {
        return new LedgerReport(recorded, stats, OptionalLong.of(server.linesReceived()), server.badLineCount());
    }

    /** The ledger with a server elsewhere. */
    static LedgerReport of(long recorded, ConnectorStats stats) {
        return new LedgerReport(recorded, stats, OptionalLong.empty(), 0);
    }

    boolean agrees() {
        return differences().isEmpty();
    }

    /** Whether nothing at all was sent, however well the numbers agree. */
    boolean isEmpty() {
        return stats.sent() == 0;
    }

    /** The numbers, one line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("recorded", recorded, "counted by the service"));
        lines.add(line("sent", stats.sent(), "counted by the connector"));
        if (received.isPresent()) {
            lines.add(line("received", received.getAsLong(), "counted by the server"));
        } else {
            lines.add(
                    String.format(Locale.ROOT, "  %-10s %10s   %s", "received", "-", "not known: a server elsewhere"));
        }
        if (stats.pending() + stats.folded() > 0) {
            lines.add(line("pending", stats.pending(), "not yet sent"));
            lines.add(line("folded", stats.folded(), "merged into others"));
        }
        lines.add(line("dropped", stats.dropped(), stats.dropped() > 0 ? reasons() : "counted by the connector"));
        return lines;
    }

    /** What does not agree, one line each; empty if all does. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (recorded != stats.recorded()) {
            differences.add("the service recorded " + LiveView.count(recorded)
                    + ", but sent, pending, folded and dropped are " + LiveView.count(stats.recorded()) + " together");
        }
        received.ifPresent(number -> {
            if (number != stats.sent()) {
                differences.add("the connector sent " + LiveView.count(stats.sent()) + ", but the server received "
                        + LiveView.count(number));
            }
        });
        if (bad > 0) {
            differences.add("the server could not read " + LiveView.count(bad) + " lines");
        }
        return differences;
    }

    /** The last line. */
    String verdict() {
        if (!agrees()) {
            return "ledger does not agree";
        }
        if (isEmpty()) {
            return "ledger agrees, but nothing was sent";
        }
        String balance = stats.dropped() == 0 ? "recorded = sent" : "recorded = sent + dropped";
        return "ledger agrees: " + balance + (received.isPresent() ? ", sent = received" : "");
    }

    private String reasons() {
        return stats.droppedBy().entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .map(reason -> reason.getKey() + " " + LiveView.count(reason.getValue()))
                .sorted()
                .reduce((some, more) -> some + ", " + more)
                .orElse("");
    }

    private static String line(String name, long number, String by) {
        return String.format(Locale.ROOT, "  %-10s %10s   %s", name, LiveView.count(number), by);
    }
}
