package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** Two producers write into bytes of their own, and each keeps its order. */
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
        desc = "A line is lost, torn, doubled or out of order.")
@State
public class TwoProducers {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    /** Begins where a line passes the end of the ring. */
    public TwoProducers() {
        for (int i = 0; i < 5; i++) {
            Line.offer(queue, 'X');
            Line.drain(queue, target);
        }
    }

    @Actor
    public void first() {
        Line.offer(queue, 'A');
        Line.offer(queue, 'B');
    }

    @Actor
    public void second() {
        Line.offer(queue, 'C');
        Line.offer(queue, 'D');
    }

    @Arbiter
    public void afterwards(LJ_Result r) {
        r.r1 = Line.drain(queue, target);
        r.r2 = queue.waitingBeyond(queue.settled());
    }
}
