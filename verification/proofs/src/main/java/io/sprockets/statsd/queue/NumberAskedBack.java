package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A number that was asked back comes with no record after all that was claimed before is consumed. */
@JCStressTest
@Outcome(
        id = {"true, A, true, "},
        expect = Expect.ACCEPTABLE,
        desc = "Recorded and consumed before the number is free.")
@Outcome(
        id = {"true, , false, A"},
        expect = Expect.ACCEPTABLE,
        desc = "Claimed before, and not consumed yet: the number is not free.")
@Outcome(
        id = {"false, , true, ", "false, , false, "},
        expect = Expect.ACCEPTABLE,
        desc = "The producer has seen that the number is gone.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record brings a number that is free, or is lost.")
@State
public class NumberAskedBack {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots
    private final Owner owner = new Owner();

    @Actor
    public void producer(LLLL_Result r) {
        long header = Header.of(0, 'A', 'A');
        r.r1 = queue.offer(header, 'A', owner, false) == RecordQueue.TAKEN;
    }

    @Actor
    public void consumer(LLLL_Result r) {
        owner.giveUp();
        long mark = queue.mark();
        r.r2 = Letters.drain(queue);
        r.r3 = queue.reader().hasFreed(mark);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r4 = Letters.drain(queue);
    }

    private static final class Owner extends Numbered {
        Owner() {
            super('A');
        }
    }
}
