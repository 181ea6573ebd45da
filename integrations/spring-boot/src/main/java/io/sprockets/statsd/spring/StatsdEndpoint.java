package io.sprockets.statsd.spring;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * What this service has recorded: the ledger, the settings, and the series with the values that they had last.
 * Immutable; any thread may use it.
 */
@Endpoint(id = "statsd")
public final class StatsdEndpoint {
    private static final int MOST_SERIES = 1_000; // in one answer

    private final StatsdConnector connector;
    private final ShownSettings settings;

    StatsdEndpoint(StatsdConnector connector, ShownSettings settings) {
        this.connector = connector;
        this.settings = settings;
    }

    /** All of it, but at most 1,000 series, by name. */
    @ReadOperation
    public Map<String, Object> statsd() {
        return statsd("");
    }

    /** Only series whose names begin so. */
    @ReadOperation
    public Map<String, Object> statsd(@Selector String prefix) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ledger", ledger(connector.stats()));
        all.put("settings", settings.byName());
        Map<String, Double> matched = new TreeMap<>(connector.lastValues());
        matched.keySet().removeIf(series -> !series.startsWith(prefix));
        all.put("matched", matched.size());
        all.put("series", series(matched));
        return all;
    }

    private static Map<String, Object> ledger(ConnectorStats stats) {
        Map<String, Object> ledger = new LinkedHashMap<>();
        ledger.put("recorded", stats.recorded());
        ledger.put("sent", stats.sent());
        ledger.put("pending", stats.pending());
        ledger.put("folded", stats.folded());
        Map<DropReason, Long> dropped = new TreeMap<>(stats.droppedBy());
        dropped.values().removeIf(count -> count == 0);
        ledger.put("dropped", dropped);
        ledger.put("confirmed", stats.confirmed());
        ledger.put("replayed", stats.replayed());
        ledger.put("connected", stats.connected());
        ledger.put("reconnects", stats.reconnects());
        ledger.put("bytesSent", stats.bytesSent());
        return ledger;
    }

    private static List<Map<String, Object>> series(Map<String, Double> values) {
        return values.entrySet().stream()
                .limit(MOST_SERIES)
                .map(each -> series(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * A line without its value, such as {@code orders:|c|@0.5|#region:eu}, in its parts; who the container is, is left
     * out.
     */
    private static Map<String, Object> series(String line, double last) {
        int colon = line.indexOf(':');
        String[] fields = line.substring(colon + 2).split("\\|", -1);
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("name", line.substring(0, colon));
        series.put("type", fields[0]);
        for (String field : fields) {
            if (field.startsWith("#")) {
                series.put("tags", field.substring(1));
            } else if (field.startsWith("@")) {
                series.put("rate", field.substring(1));
            }
        }
        if (Double.isFinite(last)) {
            series.put("last", last);
        }
        return series;
    }
}
