package io.sprockets.statsd.watch.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one can filter by, with the number of series. Immutable; of each the most frequent {@value #MOST}.
 *
 * @param prefixes of names, with a dot at their end, each one segment longer than the one that is chosen
 * @param tags as {@code key=value}
 */
public record Facets(List<Facet> prefixes, List<Facet> types, List<Facet> tags) {
    private static final int MOST = 50;
    private static final int MOST_COUNTED = 20_000; // different ones, of which the most frequent are found

    /** Something to filter by, and how many series have it. */
    public record Facet(String value, int series) {}

    /** Those of some rows. */
    public static Facets of(List<Row> rows, String prefix) {
        Map<String, Integer> prefixes = new HashMap<>();
        Map<String, Integer> types = new HashMap<>();
        Map<String, Integer> tags = new HashMap<>();
        for (Row row : rows) {
            SeriesId id = row.id();
            count(types, id.type().code());
            id.tags().forEach((key, value) -> count(tags, value.isEmpty() ? key : key + "=" + value));
            int dot = id.name().startsWith(prefix) ? id.name().indexOf('.', prefix.length()) : -1;
            if (dot >= 0) {
                count(prefixes, id.name().substring(0, dot + 1));
            }
        }
        return new Facets(most(prefixes), most(types), most(tags));
    }

    private static void count(Map<String, Integer> counts, String value) {
        if (counts.size() < MOST_COUNTED || counts.containsKey(value)) {
            counts.merge(value, 1, Integer::sum);
        }
    }

    private static List<Facet> most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Facet(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Facet::series).reversed().thenComparing(Facet::value))
                .limit(MOST)
                .toList();
    }
}
