package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** A text that is given up by one thread does no harm to the record of another. */
@JCStressTest
@Outcome(
        id = {"AB, 0", "BA, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "Both records, in either order.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record is lost, torn, doubled or out of order.")
@State
public class AbandonedBesideOthers {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    @Actor
    public void first() {
        Letters.abandon(queue, 'Z');
        Letters.text(queue, 'A');
    }

    @Actor
    public void second() {
        Letters.number(queue, 'B');
    }

    @Arbiter
    public void afterwards(LJ_Result r) {
        r.r1 = Letters.drain(queue);
        r.r2 = queue.waitingBeyond(queue.reader().settled());
    }
}
