package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A producer's records come whole, once and in its order, however often the consumer looks meanwhile. */
@JCStressTest
@Outcome(
        id = {", , ABC"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came first.")
@Outcome(
        id = {", A, BC", ", AB, C", ", ABC, ", "A, , BC", "A, B, C", "A, BC, ", "AB, , C", "AB, C, "},
        expect = Expect.ACCEPTABLE,
        desc = "Both ran together.")
@Outcome(
        id = {"ABC, , "},
        expect = Expect.ACCEPTABLE,
        desc = "The producer came first.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record is lost, torn, doubled or out of order.")
@State
public class OneProducer {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    /** Begins where the text passes the end of the ring, in its second lap. */
    public OneProducer() {
        for (int i = 0; i < 10; i++) {
            Letters.text(queue, 'X');
            Letters.drain(queue);
        }
        Letters.number(queue, 'X');
        Letters.drain(queue);
    }

    @Actor
    public void producer() {
        Letters.text(queue, 'A');
        Letters.number(queue, 'B');
        Letters.text(queue, 'C');
    }

    @Actor
    public void consumer(LLL_Result r) {
        r.r1 = Letters.drain(queue);
        r.r2 = Letters.drain(queue);
    }

    @Arbiter
    public void afterwards(LLL_Result r) {
        r.r3 = Letters.drain(queue);
    }
}
