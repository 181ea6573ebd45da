package io.sprockets.statsd.watch.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.SortKey;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a request asks for behind its question mark. Immutable. */
record Parameters(Map<String, String> values) {

    /** @throws IllegalArgumentException if it cannot be read */
    static Parameters of(URI uri) {
        Map<String, String> values = new HashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return new Parameters(Map.copyOf(values));
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A number, cut to what is allowed; another one if there is none. */
    int number(String name, int otherwise, int most) {
        String text = text(name);
        return text.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(text), most) : otherwise;
    }

    /** @throws IllegalArgumentException if there is no such type or order */
    Query query() {
        String type = text("type");
        LineType wanted = type.isEmpty() ? null : LineType.of(type);
        if (wanted == LineType.WRONG) {
            throw new IllegalArgumentException("type is " + type + ", expected c, g, ms, h, d, s or m");
        }
        String sort = text("sort").isEmpty() ? "name" : text("sort");
        SortKey key = SortKey.valueOf(sort.toUpperCase(Locale.ROOT));
        return new Query(
                text("q"),
                text("prefix"),
                wanted,
                text("tag"),
                key,
                text("order").equals("desc"));
    }
}
