package io.sprockets.statsd.sender;

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
    void write(String name, String rest, LineSink sink, boolean last) {
        members.forEach(member -> sink.line(name, member, rest, 1));
        members.clear();
    }
}
