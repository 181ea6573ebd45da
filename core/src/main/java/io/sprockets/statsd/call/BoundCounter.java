package io.sprockets.statsd.call;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.queue.Adder;
import org.jspecify.annotations.Nullable;

/** A counter. With aggregation its calls are added up where they are made. Any thread may use it. */
final class BoundCounter extends Bound implements Counter {
    private final @Nullable Adder adder; // null where each call is a record

    BoundCounter(TypeRecorder recorder, String path) {
        super(recorder, path);
        this.adder = recorder.adder(series());
    }

    @Override
    public void incr() {
        if (adder == null) {
            recorder.count(series(), path, 1);
        } else if (recorder.takes() && !adder.increment()) {
            recorder.record(series(), path, 1, 0);
        }
    }

    @Override
    public void incr(long amount) {
        if (adder == null || Adder.isTooLarge(amount)) {
            recorder.count(series(), path, amount);
        } else if (recorder.takes() && !adder.add(amount)) {
            recorder.record(series(), path, amount, 0);
        }
    }

    @Override
    public void incr(double amount) {
        recorder.number(series(), path, amount);
    }

    @Override
    public void decr() {
        incr(-1);
    }

    @Override
    public void decr(long amount) {
        if (amount == Long.MIN_VALUE) {
            recorder.opposite(series(), path, amount);
        } else {
            incr(-amount);
        }
    }
}
