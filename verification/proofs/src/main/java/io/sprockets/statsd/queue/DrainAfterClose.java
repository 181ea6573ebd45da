package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLLL_Result;

/** Once closed, a consumer that finds the queue drained has had all that will ever come. */
@JCStressTest
@Outcome(
        id = {"false, , true, true, "},
        expect = Expect.ACCEPTABLE,
        desc = "Closed before the claim.")
@Outcome(
        id = {"true, A, true, true, "},
        expect = Expect.ACCEPTABLE,
        desc = "Published before the drain.")
@Outcome(
        id = {"true, , false, false, A"},
        expect = Expect.ACCEPTABLE,
        desc = "Claimed before the close and published after the drain: it is known to be waiting.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "A record is lost, or position and count disagree.")
@State
public class DrainAfterClose {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    @Actor
    public void producer(LLLLL_Result r) {
        r.r1 = Letters.text(queue, 'A');
    }

    @Actor
    public void consumer(LLLLL_Result r) {
        queue.close();
        r.r2 = Letters.drain(queue);
        r.r3 = queue.reader().isDrained();
        r.r4 = queue.waitingBeyond(queue.reader().settled()) == 0;
    }

    @Arbiter
    public void afterwards(LLLLL_Result r) {
        r.r5 = Letters.drain(queue);
    }
}
