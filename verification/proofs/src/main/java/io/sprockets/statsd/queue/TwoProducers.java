package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** Two producers write into slots of their own, and each keeps its order. */
@JCStressTest
@Outcome(
        id = {"ABCD, 0", "CDAB, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "One after the other.")
@Outcome(
        id = {"ACBD, 0", "ACDB, 0", "CABD, 0", "CADB, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "Both ran together.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record is lost, torn, doubled or out of order.")
@State
public class TwoProducers {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    /** Begins where a text passes the end of the ring, in its second lap. */
    public TwoProducers() {
        for (int i = 0; i < 10; i++) {
            Letters.text(queue, 'X');
            Letters.drain(queue);
        }
        Letters.number(queue, 'X');
        Letters.drain(queue);
    }

    @Actor
    public void first() {
        Letters.text(queue, 'A');
        Letters.number(queue, 'B');
    }

    @Actor
    public void second() {
        Letters.number(queue, 'C');
        Letters.text(queue, 'D');
    }

    @Arbiter
    public void afterwards(LJ_Result r) {
        r.r1 = Letters.drain(queue);
        r.r2 = queue.waitingBeyond(queue.reader().settled());
    }
}
