package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.SeriesKey;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set: each member once. */
final class SetSeries extends Series {
    private final Set<String> members = new LinkedHashSet<>();

    SetSeries(SeriesKey key) {
        super(key);
    }

    boolean isNew(SeriesKey metric) {
        return !members.contains(metric.value());
    }

    @Override
    boolean merge(SeriesKey metric) {
        return members.add(metric.value());
    }

    @Override
    void write(Lines to, boolean last) {
        members.forEach(member -> to.line(member, 1));
        members.clear();
    }
}
