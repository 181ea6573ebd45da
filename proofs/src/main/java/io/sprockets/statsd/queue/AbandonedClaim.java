package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLJ_Result;

/** A claim that is given up is passed over, and the lines around it survive. */
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
        desc = "A line is lost, torn, doubled or out of order.")
@State
public class AbandonedClaim {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    /** Begins where the abandoned claim passes the end of the ring. */
    public AbandonedClaim() {
        for (int i = 0; i < 5; i++) {
            Line.offer(queue, 'X');
            Line.drain(queue, target);
        }
    }

    @Actor
    public void producer() {
        Line.offer(queue, 'A');
        Line.abandon(queue, 'Z');
        Line.offer(queue, 'B');
    }

    @Actor
    public void consumer(LLJ_Result r) {
        r.r1 = Line.drain(queue, target);
    }

    @Arbiter
    public void afterwards(LLJ_Result r) {
        r.r2 = Line.drain(queue, target);
        r.r3 = queue.waitingBeyond(queue.settled());
    }
}
