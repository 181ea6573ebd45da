package io.sprockets.statsd.call;

import io.sprockets.statsd.MemberSet;

/** A set. Any thread may use it. */
final class BoundSet extends Bound implements MemberSet {
    BoundSet(TypeRecorder recorder, String path) {
        super(recorder, path);
    }

    @Override
    public void add(String member) {
        recorder.text(series(), path, member);
    }
}
