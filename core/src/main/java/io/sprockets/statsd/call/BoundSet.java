package io.sprockets.statsd.call;

import io.sprockets.statsd.MemberSet;

/** A set. Any thread may use it. */
final class BoundSet extends Bound implements MemberSet {
    BoundSet(Kind kind, String path) {
        super(kind, path);
    }

    @Override
    public void add(String member) {
        kind.text(series(), path, member);
    }
}
