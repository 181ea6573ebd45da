package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** A claim that is given up by one thread does no harm to the line of another. */
@JCStressTest
@Outcome(
        id = {"AB, 0", "BA, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "Both lines, in either order.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A line is lost, torn, doubled or out of order.")
@State
public class AbandonedBesideOthers {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    @Actor
    public void first() {
        Line.abandon(queue, 'Z');
        Line.offer(queue, 'A');
    }

    @Actor
    public void second() {
        Line.offer(queue, 'B');
    }

    @Arbiter
    public void afterwards(LJ_Result r) {
        r.r1 = Line.drain(queue, target);
        r.r2 = queue.waitingBeyond(queue.settled());
    }
}
