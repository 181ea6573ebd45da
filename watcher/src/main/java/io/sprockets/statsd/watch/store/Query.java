package io.sprockets.statsd.watch.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted, and in which order. Immutable.
 *
 * @param text must be in the name or in a tag, without regard to upper and lower case
 * @param prefix the name must begin so
 * @param type of the series, or null for any
 * @param tag {@code key=value} or {@code key}, or empty for any
 */
public record Query(String text, String prefix, @Nullable LineType type, String tag, SortKey sort, boolean descending) {
    /** All of them, by name. */
    public static final Query ALL = new Query("", "", null, "", SortKey.NAME, false);

    /** The rows that are wanted. */
    public List<Row> of(List<Row> rows) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> matches(row.id(), wanted))
                .sorted(sort.order(descending))
                .toList();
    }

    private boolean matches(SeriesId id, String wanted) {
        return (type == null || id.type() == type)
                && id.name().startsWith(prefix)
                && (tag.isEmpty() || hasTag(id.tags()))
                && (wanted.isEmpty() || hasText(id, wanted));
    }

    private boolean hasTag(Map<String, String> tags) {
        int equals = tag.indexOf('=');
        return equals < 0
                ? tags.containsKey(tag)
                : Objects.equals(tags.get(tag.substring(0, equals)), tag.substring(equals + 1));
    }

    private static boolean hasText(SeriesId id, String wanted) {
        return has(id.name(), wanted)
                || id.tags().entrySet().stream().anyMatch(each -> has(each.getKey() + "=" + each.getValue(), wanted));
    }

    private static boolean has(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
