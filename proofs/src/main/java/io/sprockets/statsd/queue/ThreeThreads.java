package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;

/** Two producers and the consumer: what the consumer takes and what it leaves are all lines, once. */
@JCStressTest
@Outcome(
        id = {", AB, true", ", BA, true"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came first, or a line claimed first was not published yet.")
@Outcome(
        id = {"A, B, true", "B, A, true"},
        expect = Expect.ACCEPTABLE,
        desc = "In between.")
@Outcome(
        id = {"AB, , true", "BA, , true"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came last.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A line is lost, torn, doubled or out of order.")
@State
public class ThreeThreads {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    @Actor
    public void first() {
        Line.offer(queue, 'A');
    }

    @Actor
    public void second() {
        Line.offer(queue, 'B');
    }

    @Actor
    public void consumer(LLZ_Result r) {
        r.r1 = Line.drain(queue, target);
    }

    @Arbiter
    public void afterwards(LLZ_Result r) {
        r.r2 = Line.drain(queue, target);
        r.r3 = queue.isDrained() && queue.drained() == 2;
    }
}
