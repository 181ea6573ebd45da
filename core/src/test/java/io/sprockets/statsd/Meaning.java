package io.sprockets.statsd;

import io.sprockets.statsd.testing.ReceivedCheck;
import io.sprockets.statsd.testing.ReceivedEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a server was told, in the words of the page of the protocol, whatever the dialect. */
final class Meaning {
    private static final Map<String, String> KINDS =
            Map.of("c", "counter", "g", "gauge", "ms", "timer", "h", "timer", "d", "timer", "s", "set");
    private static final String CONSTANT = ".env.dev"; // the constant tag, as a segment

    private final Dialect dialect;
    private final Iterator<ReceivedMetric> metrics;
    private final Iterator<ReceivedEvent> events;
    private final Iterator<ReceivedCheck> checks;

    Meaning(Dialect dialect, StatsdServer server) {
        this.dialect = dialect;
        this.metrics = server.metrics().iterator();
        this.events = server.events().iterator();
        this.checks = server.checks().iterator();
    }

    /** What the next lines meant. */
    String of(List<String> lines) {
        String first = lines.get(0);
        if (first.startsWith("_e{")) {
            ReceivedEvent event = events.next();
            String texts = "\"" + event.title() + "\" \"" + event.text().replace("\n", "\\n") + "\"";
            return "event " + texts + fields(event.fields()) + others(event.tags());
        } else if (first.startsWith("_sc|")) {
            ReceivedCheck check = checks.next();
            return "check " + check.name() + " " + check.status() + fields(check.fields()) + others(check.tags());
        }
        ReceivedMetric metric = metrics.next();
        boolean pair = lines.size() == 2;
        ReceivedMetric last = pair ? metrics.next() : metric;
        if (pair
                && !(metric.type().equals("g")
                        && metric.value() == 0
                        && metric.series().equals(last.series()))) {
            throw new AssertionError(lines + " are no pair");
        }
        String time = last.timestamp().isPresent() ? " at " + last.timestamp().getAsLong() : "";
        return KINDS.get(last.type()) + " " + name(last) + " " + value(last, pair) + time + others(tags(last));
    }

    private String value(ReceivedMetric metric, boolean pair) {
        if (metric.type().equals("s")) {
            return metric.rawValue();
        }
        boolean change = metric.relative() && dialect != Dialect.DOGSTATSD && !pair;
        double value = metric.type().equals("c") ? metric.value() / metric.rate() : metric.value();
        String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return (change ? "changes by " : "") + text;
    }

    private boolean isPlain() {
        return dialect == Dialect.PLAIN || dialect == Dialect.COLLECTD;
    }

    private String name(ReceivedMetric metric) {
        String name = metric.name().replaceFirst("^app\\.[a-z]+s\\.", "");
        return isPlain() ? name.substring(0, name.indexOf(CONSTANT)) : name;
    }

    /** The tags; where they are segments, those behind the name. */
    private Map<String, String> tags(ReceivedMetric metric) {
        if (!isPlain()) {
            return metric.tags();
        }
        String[] segments =
                metric.name().substring(metric.name().indexOf(CONSTANT) + 1).split("\\.", -1);
        Map<String, String> tags = new TreeMap<>();
        for (int i = 0; i < segments.length; i += 2) {
            tags.put(segments[i], segments[i + 1]);
        }
        return tags;
    }

    private static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> " " + field.getKey() + ":" + field.getValue())
                .collect(Collectors.joining());
    }

    /** Tags but for the constant one, which must be there. */
    private static String others(Map<String, String> tags) {
        Map<String, String> others = new TreeMap<>(tags);
        if (!"dev".equals(others.remove("env"))) {
            throw new AssertionError("no env=dev in " + tags);
        }
        return others.entrySet().stream()
                .map(tag -> " " + tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining());
    }
}
