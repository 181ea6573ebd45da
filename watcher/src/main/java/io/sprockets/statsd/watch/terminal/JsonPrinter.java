package io.sprockets.statsd.watch.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.testing.ReceivedCheck;
import io.sprockets.statsd.testing.ReceivedEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.LineType;
import java.util.Map;
import java.util.stream.Collectors;

/** An object for each metric of a line, one a line. Immutable. */
public final class JsonPrinter implements Tail.LinePrinter {
    private final Parser parser;

    /** Reads lines as this parser does. */
    public JsonPrinter(Parser parser) {
        this.parser = parser;
    }

    @Override
    public String text(LineType type, String line) {
        byte[] bytes = line.getBytes(UTF_8);
        ParsedLine parsed = parser.parse(bytes, 0, bytes.length);
        if (parsed instanceof ParsedLine.Metrics several) {
            return several.metrics().stream().map(JsonPrinter::metric).collect(Collectors.joining("\n"));
        }
        if (parsed instanceof ParsedLine.Event found) {
            return event(found.event());
        }
        if (parsed instanceof ParsedLine.Check found) {
            return check(found.check());
        }
        String reason = parsed instanceof ParsedLine.Bad bad ? bad.reason() : "";
        return Json.object(json ->
                json.put("type", LineType.WRONG.code()).put("reason", reason).put("line", line));
    }

    private static String metric(ReceivedMetric metric) {
        return Json.object(json -> {
            json.put("type", metric.type()).put("name", metric.name());
            if (metric.type().equals("s")) {
                json.put("member", metric.rawValue());
            } else {
                json.put("value", metric.value());
            }
            json.put("rate", metric.rate());
            tags(json, metric.tags());
            json.put("line", metric.line());
        });
    }

    private static String event(ReceivedEvent event) {
        return Json.object(json -> {
            json.put("type", LineType.EVENT.code()).put("title", event.title()).put("text", event.text());
            tags(json, event.tags());
            json.put("line", event.line());
        });
    }

    private static String check(ReceivedCheck check) {
        return Json.object(json -> {
            json.put("type", LineType.CHECK.code()).put("name", check.name());
            json.put("status", check.status());
            tags(json, check.tags());
            json.put("line", check.line());
        });
    }

    private static void tags(Json json, Map<String, String> tags) {
        json.put("tags", object -> tags.forEach(object::put));
    }
}
