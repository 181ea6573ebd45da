package io.sprockets.statsd.watch.page;

import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.ClientView;
import io.sprockets.statsd.watch.store.Facets;
import io.sprockets.statsd.watch.store.Points;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.SeriesId;
import io.sprockets.statsd.watch.store.Snapshot;
import io.sprockets.statsd.watch.store.Totals;
import io.sprockets.statsd.watch.store.WrongLine;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came, as JSON: the same for the page and for programs. Each answer is made while it is written, so that one that
 * is large, or whose reader is slow, takes little memory. Any thread may use it.
 */
final class Answers {
    private final Desk desk;

    Answers(Desk desk) {
        this.desk = desk;
    }

    /** Some series with all of their numbers, and what one can filter by. */
    Consumer<Json> series(Snapshot snapshot, Query query, int offset, int limit) {
        List<Row> matched = query.of(snapshot.rows());
        int from = Math.min(offset, matched.size());
        List<Row> shown = matched.subList(from, from + Math.min(limit, matched.size() - from));
        Facets facets = Facets.of(snapshot.rows(), query.prefix());
        return json -> {
            totals(json, snapshot);
            json.put("matched", matched.size());
            Sparks sparks = new Sparks(desk, shown);
            json.put("series", shown, (object, row) -> {
                row(object, row);
                object.put("spark", sparks.next());
            });
            facets(json, "prefixes", facets.prefixes());
            facets(json, "types", facets.types());
            facets(json, "tags", facets.tags());
        };
    }

    /** One series with its last ten minutes; null if there is none any more. */
    @Nullable
    Consumer<Json> one(Snapshot snapshot, int number) {
        Row found = snapshot.rows().stream()
                .filter(row -> row.id().number() == number)
                .findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        Points points = desk.points(number, Points.MOST);
        return json -> {
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
        };
    }

    /** Some lines. */
    Consumer<Json> lines(Snapshot snapshot, NewestLines lines) {
        return json -> {
            totals(json, snapshot);
            json.put("lines", () -> lines, (object, line) -> {
                object.put("type", line.type().code());
                object.put("line", line.text());
            });
            json.put("next", lines.number());
            json.put("missed", lines.missed());
        };
    }

    /** The newest wrong lines, the newest first. */
    Consumer<Json> wrong(Snapshot snapshot) {
        return json -> {
            totals(json, snapshot);
            json.put("wrong", reversed(snapshot.wrong()), (object, line) -> {
                object.put("number", line.number());
                object.put("millis", line.millis());
                object.put("line", line.line());
                object.put("reason", line.reason());
                object.put("sender", line.sender());
            });
        };
    }

    private static List<WrongLine> reversed(List<WrongLine> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(lines.size() - 1 - i))
                .toList();
    }

    /** Who sends. */
    Consumer<Json> connections(Snapshot snapshot) {
        return json -> {
            totals(json, snapshot);
            json.put("connections", snapshot.clients(), Answers::client);
        };
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
