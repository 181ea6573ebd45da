package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Bytes that the consumer frees are zero for the next line: nothing of an old line is ever seen again. */
@JCStressTest
@Outcome(
        id = {"false, XXX, , "},
        expect = Expect.ACCEPTABLE,
        desc = "No room yet.")
@Outcome(
        id = {"true, XXX, , A"},
        expect = Expect.ACCEPTABLE,
        desc = "Published after the second drain.")
@Outcome(
        id = {"true, XXX, A, "},
        expect = Expect.ACCEPTABLE,
        desc = "Published between the drains.")
@Outcome(
        id = {"true, XXXA, , "},
        expect = Expect.ACCEPTABLE,
        desc = "Freed, claimed and published within one drain.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A line is lost or torn, or an old one came again.")
@State
public class ReusedBytes {
    private final LineQueue queue = new LineQueue(64, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    /** Fills the ring: three lines of 21 bytes, in 64, and begins where the next lines use bytes of the first. */
    public ReusedBytes() {
        Line.offer(queue, 'W');
        Line.drain(queue, target);
        for (int i = 0; i < 3; i++) {
            Line.offer(queue, 'X');
        }
    }

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Line.insist(queue, 'A');
    }

    @Actor
    public void consumer(LLLL_Result r) {
        r.r2 = Line.drain(queue, target);
        r.r3 = Line.drain(queue, target);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r4 = Line.drain(queue, target);
    }
}
