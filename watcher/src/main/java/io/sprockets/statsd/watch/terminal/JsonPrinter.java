package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.testing.ReceivedCheck;
import io.sprockets.statsd.testing.ReceivedEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.ByteText;
import io.sprockets.statsd.watch.store.LineType;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object for each metric of a line, one a line. The line is there byte for byte, as {@link ByteText} writes it;
 * name, tags and the like are what the parser reads. Immutable.
 */
public final class JsonPrinter implements Tail.LinePrinter {
    private final Parser parser;

    /** Reads lines as this parser does. */
    public JsonPrinter(Parser parser) {
        this.parser = parser;
    }

    @Override
    public String text(LineType type, byte[] line) {
        String text = ByteText.of(line, 0, line.length);
        ParsedLine parsed = parser.parse(line, 0, line.length);
        if (parsed instanceof ParsedLine.Metrics several) {
            return several.metrics().stream()
                    .map(metric -> metric(metric, text))
                    .collect(Collectors.joining("\n"));
        }
        if (parsed instanceof ParsedLine.Event found) {
            return event(found.event(), text);
        }
        if (parsed instanceof ParsedLine.Check found) {
            return check(found.check(), text);
        }
        String reason = parsed instanceof ParsedLine.Bad bad ? bad.reason() : "";
        return Json.object(json ->
                json.put("type", LineType.WRONG.code()).put("reason", reason).put("line", text));
    }

    private static String metric(ReceivedMetric metric, String line) {
        return Json.object(json -> {
            json.put("type", metric.type()).put("name", metric.name());
            if (metric.type().equals("s")) {
                json.put("member", metric.rawValue());
            } else {
                json.put("value", metric.value());
            }
            json.put("rate", metric.rate());
            tags(json, metric.tags());
            json.put("line", line);
        });
    }

    private static String event(ReceivedEvent event, String line) {
        return Json.object(json -> {
            json.put("type", LineType.EVENT.code()).put("title", event.title()).put("text", event.text());
            tags(json, event.tags());
            json.put("line", line);
        });
    }

    private static String check(ReceivedCheck check, String line) {
        return Json.object(json -> {
            json.put("type", LineType.CHECK.code()).put("name", check.name());
            json.put("status", check.status());
            tags(json, check.tags());
            json.put("line", line);
        });
    }

    private static void tags(Json json, Map<String, String> tags) {
        json.put("tags", object -> tags.forEach(object::put));
    }
}
