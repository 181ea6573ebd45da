package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLJ_Result;

/** A text that is given up, over the end of the ring, is passed over, and the records around it survive. */
@JCStressTest
@Outcome(
        id = {", AB, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came first.")
@Outcome(
        id = {"A, B, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "In between, before or behind the abandoned claim.")
@Outcome(
        id = {"AB, , 0"},
        expect = Expect.ACCEPTABLE,
        desc = "The producer came first.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record is lost, torn, doubled or out of order.")
@State
public class AbandonedClaim {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    /** Begins where the abandoned text passes the end of the ring, in its second lap. */
    public AbandonedClaim() {
        for (int i = 0; i < 9; i++) {
            Letters.text(queue, 'X');
            Letters.drain(queue);
        }
        Letters.number(queue, 'X');
        Letters.number(queue, 'X');
        Letters.drain(queue);
    }

    @Actor
    public void producer() {
        Letters.number(queue, 'A');
        Letters.abandon(queue, 'Z');
        Letters.text(queue, 'B');
    }

    @Actor
    public void consumer(LLJ_Result r) {
        r.r1 = Letters.drain(queue);
    }

    @Arbiter
    public void afterwards(LLJ_Result r) {
        r.r2 = Letters.drain(queue);
        r.r3 = queue.waitingBeyond(queue.reader().settled());
    }
}
