package io.sprockets.statsd.spring;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a health endpoint shows of a connector. */
final class HealthDetails {
    private HealthDetails() {}

    static Map<String, Object> of(StatsdConnector connector) {
        ConnectorStats stats = connector.stats();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("connected", stats.connected());
        details.put("sent", stats.sent());
        details.put("pending", stats.pending());
        details.put("folded", stats.folded());
        Map<String, Object> dropped = new LinkedHashMap<>();
        for (DropReason reason : DropReason.values()) {
            if (stats.dropped(reason) > 0) {
                dropped.put(reason.name(), stats.dropped(reason));
            }
        }
        details.put("dropped", dropped);
        return details;
    }
}
