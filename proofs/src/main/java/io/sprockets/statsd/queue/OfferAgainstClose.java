package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A claim succeeds before a close or not at all; a line claimed before is drained after. */
@JCStressTest
@Outcome(
        id = {"true, 1, A, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "Claimed before the close.")
@Outcome(
        id = {"false, 0, , 0"},
        expect = Expect.ACCEPTABLE,
        desc = "Closed before the claim.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A claim succeeded after the close, or a line is lost.")
@State
public class OfferAgainstClose {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Line.offer(queue, 'A');
    }

    @Actor
    public void closer(LLLL_Result r) {
        queue.close();
        r.r2 = queue.waitingBeyond(0);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r3 = Line.drain(queue, target);
        r.r4 = queue.waitingBeyond(0);
    }
}
