package io.sprockets.statsd.watch.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.SortKey;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for behind its question mark. One that is empty counts as not given. Each is refused in plain
 * words if it is wrong: the client sees those words. Immutable.
 */
record Parameters(Map<String, String> values) {

    /** @throws IllegalArgumentException if it cannot be read */
    static Parameters of(URI uri) {
        Map<String, String> values = new HashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(pair.substring(0, Math.max(equals, 0)), UTF_8);
            String value = URLDecoder.decode(pair.substring(equals + 1), UTF_8);
            if (equals > 0 && values.put(name, value) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        return new Parameters(Map.copyOf(values));
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * A whole number, cut to what is allowed; another one if there is none.
     *
     * @throws IllegalArgumentException if it is none
     */
    int number(String name, int otherwise, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,100}")) {
            throw new IllegalArgumentException(name + " is " + text + ", expected a whole number from 0");
        }
        return new BigInteger(text).min(BigInteger.valueOf(most)).intValue();
    }

    /** @throws IllegalArgumentException if there is no such type, key or order */
    Query query() {
        return new Query(text("q"), text("prefix"), type(), text("tag"), sort(), descending());
    }

    private @Nullable LineType type() {
        String type = text("type");
        LineType wanted = type.isEmpty() ? null : LineType.of(type);
        if (wanted == LineType.WRONG) {
            throw new IllegalArgumentException("type is " + type + ", expected c, g, ms, h, d, s or m");
        }
        return wanted;
    }

    private SortKey sort() {
        String sort = text("sort").isEmpty() ? "name" : text("sort");
        return Arrays.stream(SortKey.values())
                .filter(key -> word(key).equals(sort))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sort is " + sort + ", expected "
                        + Arrays.stream(SortKey.values()).map(Parameters::word).collect(Collectors.joining(", "))));
    }

    private static String word(SortKey key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private boolean descending() {
        String order = text("order");
        return switch (order) {
            case "", "asc" -> false;
            case "desc" -> true;
            default -> throw new IllegalArgumentException("order is " + order + ", expected asc or desc");
        };
    }
}
