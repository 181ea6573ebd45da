package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Where there is room for one more line, exactly one of two claims gets it, and somebody woke the consumer. */
@JCStressTest
@Outcome(
        id = {"true, false, XXA, true", "false, true, XXB, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One got it.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "Both got it, or none, or a line is lost, or the consumer sleeps.")
@State
public class LastRoom {
    private final LineQueue queue = new LineQueue(64, Line.LENGTH, this::woken);
    private final ByteBuffer target = ByteBuffer.allocate(128);
    private volatile boolean woken;

    /** Leaves room for one line, with a soft limit that is old. */
    public LastRoom() {
        Line.offer(queue, 'X');
        Line.offer(queue, 'X');
        woken = false;
    }

    @Actor
    public void first(LLLL_Result r) {
        r.r1 = Line.offer(queue, 'A');
    }

    @Actor
    public void second(LLLL_Result r) {
        r.r2 = Line.offer(queue, 'B');
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r3 = Line.drain(queue, target);
        r.r4 = woken;
    }

    private void woken() {
        woken = true;
    }
}
