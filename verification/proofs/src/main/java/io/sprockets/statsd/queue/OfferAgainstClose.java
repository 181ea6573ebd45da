package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** An offer succeeds before a close or not at all; a record taken before is consumed after. */
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
        desc = "An offer succeeded after the close, or a record is lost.")
@State
public class OfferAgainstClose {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Letters.number(queue, 'A');
    }

    @Actor
    public void closer(LLLL_Result r) {
        queue.close();
        r.r2 = queue.waitingBeyond(0);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r3 = Letters.drain(queue);
        r.r4 = queue.waitingBeyond(0);
    }
}
