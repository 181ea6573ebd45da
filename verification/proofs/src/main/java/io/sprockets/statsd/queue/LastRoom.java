package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Where there is room for one more record, exactly one of two offers gets it, and the consumer was woken. */
@JCStressTest
@Outcome(
        id = {"true, false, XXXA, true", "false, true, XXXB, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One got it.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "Both got it, or none, or a record is lost, or the consumer sleeps.")
@State
public class LastRoom {
    private final RecordQueue queue = new RecordQueue(128, this::woken); // 8 slots
    private volatile boolean woken;

    /** Leaves room for one slot, with a soft limit that is old. */
    public LastRoom() {
        Letters.text(queue, 'X');
        Letters.text(queue, 'X');
        Letters.number(queue, 'X');
        woken = false;
    }

    @Actor
    public void first(LLLL_Result r) {
        r.r1 = Letters.number(queue, 'A');
    }

    @Actor
    public void second(LLLL_Result r) {
        r.r2 = Letters.number(queue, 'B');
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r3 = Letters.drain(queue);
        r.r4 = woken;
    }

    private void woken() {
        woken = true;
    }
}
