package io.sprockets.statsd.queue;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** At the bound, a claim beside a drain is refused or gets bytes that are free. */
@JCStressTest
@Outcome(
        id = {"true, false, XX, A", "true, false, XXA, "},
        expect = Expect.ACCEPTABLE,
        desc = "The second line came before there was room.")
@Outcome(
        id = {"true, true, XX, AB", "true, true, XXA, B", "true, true, XXAB, "},
        expect = Expect.ACCEPTABLE,
        desc = "The second line has freed bytes.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A claim was refused although there was room, or a line is lost, torn or doubled.")
@State
public class RoomWhileDraining {
    private final LineQueue queue = new LineQueue(64, Line.LENGTH, () -> {});
    private final ByteBuffer target = ByteBuffer.allocate(128);

    /** Leaves room for one line, and begins where the next lines use bytes of the first. */
    public RoomWhileDraining() {
        Line.offer(queue, 'W');
        Line.drain(queue, target);
        Line.offer(queue, 'X');
        Line.offer(queue, 'X');
    }

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Line.offer(queue, 'A');
        r.r2 = Line.insist(queue, 'B');
    }

    @Actor
    public void consumer(LLLL_Result r) {
        r.r3 = Line.drain(queue, target);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r4 = Line.drain(queue, target);
    }
}
