package io.sprockets.statsd.watch.page;

import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.ClientView;
import io.sprockets.statsd.watch.store.Curve;
import io.sprockets.statsd.watch.store.Facets;
import io.sprockets.statsd.watch.store.LinesView;
import io.sprockets.statsd.watch.store.Points;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.SeriesId;
import io.sprockets.statsd.watch.store.Snapshot;
import io.sprockets.statsd.watch.store.Totals;
import io.sprockets.statsd.watch.store.WrongLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What came, as JSON: the same for the page and for programs. Any thread may use it. */
final class Answers {
    private static final int SPARK_SECONDS = 60;

    private final Desk desk;

    private record Shown(Row row, Curve spark) {}

    Answers(Desk desk) {
        this.desk = desk;
    }

    /** Some series with all of their numbers, and what one can filter by. */
    String series(Snapshot snapshot, Query query, int offset, int limit) {
        List<Row> matched = query.of(snapshot.rows());
        int from = Math.min(offset, matched.size());
        List<Row> page = matched.subList(from, Math.min(from + limit, matched.size()));
        List<Curve> sparks =
                desk.sparks(page.stream().map(row -> row.id().number()).toList(), SPARK_SECONDS);
        List<Shown> shown = IntStream.range(0, page.size())
                .mapToObj(i -> new Shown(page.get(i), sparks.get(i)))
                .toList();
        Facets facets = Facets.of(snapshot.rows(), query.prefix());
        return Json.object(json -> {
            totals(json, snapshot);
            json.put("matched", matched.size());
            json.put("series", shown, (object, each) -> {
                row(object, each.row());
                object.put("spark", each.spark());
            });
            facets(json, "prefixes", facets.prefixes());
            facets(json, "types", facets.types());
            facets(json, "tags", facets.tags());
        });
    }

    /** One series with its last ten minutes; null if there is none any more. */
    @Nullable
    String one(Snapshot snapshot, int number) {
        Row found = snapshot.rows().stream()
                .filter(row -> row.id().number() == number)
                .findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        Points points = desk.points(number, Points.MOST);
        return Json.object(json -> {
            totals(json, snapshot);
            json.put("series", object -> {
                row(object, found);
                object.put("example", found.id().example());
            });
            json.put("points", object -> {
                object.put("lastSecond", points.lastSecond());
                object.put("rate", points.rate());
                object.putAll("values", points.values());
            });
        });
    }

    /** The newest lines from a number on. */
    String lines(Snapshot snapshot, LinesView view) {
        return Json.object(json -> {
            totals(json, snapshot);
            json.put("next", view.next());
            json.put("missed", view.missed());
            json.put("lines", view.lines(), (object, line) -> {
                object.put("type", line.type().code());
                object.put("line", line.text());
            });
        });
    }

    /** The newest wrong lines, the newest first. */
    String wrong(Snapshot snapshot) {
        return Json.object(json -> {
            totals(json, snapshot);
            json.put("wrong", reversed(snapshot.wrong()), (object, line) -> {
                object.put("number", line.number());
                object.put("millis", line.millis());
                object.put("line", line.line());
                object.put("reason", line.reason());
                object.put("sender", line.sender());
            });
        });
    }

    private static List<WrongLine> reversed(List<WrongLine> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(lines.size() - 1 - i))
                .toList();
    }

    /** Who sends. */
    String connections(Snapshot snapshot) {
        return Json.object(json -> {
            totals(json, snapshot);
            json.put("connections", snapshot.clients(), Answers::client);
        });
    }

    private static void client(Json object, ClientView client) {
        object.put("number", client.number());
        object.put("transport", client.transport());
        object.put("peer", client.peer());
        object.put("since", client.since());
        object.put("lines", client.lines());
        object.put("wrong", client.wrong());
        object.put("bytes", client.bytes());
        object.put("rate", client.rate());
        object.put("state", client.state());
    }

    private static void totals(Json json, Snapshot snapshot) {
        Totals totals = snapshot.totals();
        json.put("second", snapshot.second());
        json.put("totals", object -> {
            object.put("lines", totals.lines());
            object.put("bytes", totals.bytes());
            object.put("wrong", totals.wrong());
            object.put("packets", totals.packets());
            object.put("events", totals.events());
            object.put("beyond", totals.beyond());
            object.put("linesPerSecond", totals.linesPerSecond());
            object.put("bytesPerSecond", totals.bytesPerSecond());
            object.put("wrongPerSecond", totals.wrongPerSecond());
            object.put("series", snapshot.rows().size());
            object.put("connections", snapshot.openConnections());
        });
        json.put("lastMinute", snapshot.linesPerSecond());
    }

    private static void row(Json object, Row row) {
        SeriesId id = row.id();
        object.put("id", id.number());
        object.put("name", id.name());
        object.put("type", id.type().code());
        object.put("dialect", id.dialect().name().toLowerCase(Locale.ROOT));
        object.put("tags", tags -> id.tags().forEach(tags::put));
        object.put("lines", row.lines());
        object.put("rate", row.rate());
        object.put("last", row.last());
        object.put("sum", row.sum());
        object.put("count", row.count());
        object.put("min", row.min());
        object.put("max", row.max());
        object.put("p50", row.p50());
        object.put("p95", row.p95());
        object.put("p99", row.p99());
        object.put("lastSecond", row.lastSecond());
    }

    private static void facets(Json json, String name, List<Facets.Facet> facets) {
        json.put(name, facets, (object, facet) -> {
            object.put("value", facet.value());
            object.put("series", facet.series());
        });
    }
}
