package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;

/** Two producers and the consumer: what the consumer takes and what it leaves are all records, once. */
@JCStressTest
@Outcome(
        id = {", AB, true", ", BA, true"},
        expect = Expect.ACCEPTABLE,
        desc = "The consumer came first, or a record claimed first was not published yet.")
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
        desc = "A record is lost, torn, doubled or out of order.")
@State
public class ThreeThreads {
    private final RecordQueue queue = new RecordQueue(256, () -> {}); // 16 slots

    @Actor
    public void first() {
        Letters.text(queue, 'A');
    }

    @Actor
    public void second() {
        Letters.number(queue, 'B');
    }

    @Actor
    public void consumer(LLZ_Result r) {
        r.r1 = Letters.drain(queue);
    }

    @Arbiter
    public void afterwards(LLZ_Result r) {
        r.r2 = Letters.drain(queue);
        r.r3 = queue.reader().isDrained() && queue.reader().drained() == 2;
    }
}
