package io.sprockets.statsd.testing.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Suggestions for the name of a series that did not arrive. Guarded by the lock of the {@link Inbox}. */
final class Suggestions {
    private static final int SHOWN = 10; // series
    private static final int MOST_ASKED = 1_000; // names

    private final Totals totals;
    private final Set<String> asked = new HashSet<>();

    Suggestions(Totals totals) {
        this.totals = totals;
    }

    /** The series nearest to a name, as they must be typed, one a line; empty if there is none. */
    String nearest(String key) {
        StringBuilder lines = new StringBuilder();
        for (String name : Nearest.of(key, totals.keys(), SHOWN)) {
            List<String> types = totals.types(name);
            lines.append("\n  \"").append(name).append("\", ").append(String.join(" and ", types));
        }
        return lines.toString();
    }

    /**
     * As {@link #nearest}, but empty if there is such a series, or if it was asked before, for tests ask again and
     * again.
     */
    String firstTime(String type, String key) {
        boolean first = asked.size() < MOST_ASKED && asked.add(type + " " + key);
        return first && !totals.types(key).contains(type) ? nearest(key) : "";
    }
}
