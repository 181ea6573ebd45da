package io.sprockets.statsd.call;

import io.sprockets.statsd.MemberSet;
import io.sprockets.statsd.series.Series;
import org.jspecify.annotations.Nullable;

/** A set. Any thread may use it. */
final class BoundSet implements MemberSet {
    private final Kind kind;
    private final String path;
    private final @Nullable Series series;

    BoundSet(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
        this.series = kind.bind(path);
    }

    @Override
    public void add(String member) {
        kind.text(series, path, member);
    }
}
