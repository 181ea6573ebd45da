package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A producer's lines come whole, once and in its order, however often the consumer looks meanwhile. */
@JCStressTest
@Outcome(
        id = {", , AB"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came first.")
@Outcome(
        id = {", A, B", ", AB, ", "A, , B", "A, B, "},
        expect = Expect.ACCEPTABLE,
        desc = "Both ran together.")
@Outcome(
        id = {"AB, , "},
        expect = Expect.ACCEPTABLE,
        desc = "The producer came first.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A line is lost, torn, doubled or out of order.")
@State
public class OneProducer {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    /** Begins where the second line passes the end of the ring. */
    public OneProducer() {
        for (int i = 0; i < 5; i++) {
            Line.offer(queue, 'X');
            Line.drain(queue, target);
        }
    }

    @Actor
    public void producer() {
        Line.offer(queue, 'A');
        Line.offer(queue, 'B');
    }

    @Actor
    public void consumer(LLL_Result r) {
        r.r1 = Line.drain(queue, target);
        r.r2 = Line.drain(queue, target);
    }

    @Arbiter
    public void afterwards(LLL_Result r) {
        r.r3 = Line.drain(queue, target);
    }
}
