package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** At the bound, an offer beside a drain is refused or gets slots that are free. */
@JCStressTest
@Outcome(
        id = {"true, false, XX, A", "true, false, XXA, "},
        expect = Expect.ACCEPTABLE,
        desc = "The second one came before there was room.")
@Outcome(
        id = {"true, true, XX, AB", "true, true, XXA, B", "true, true, XXAB, "},
        expect = Expect.ACCEPTABLE,
        desc = "The second one has freed slots.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "An offer was refused although there was room, or a record is lost, torn or doubled.")
@State
public class RoomWhileDraining {
    private final RecordQueue queue = new RecordQueue(128, () -> {}); // 8 slots

    /** Leaves room for two slots, and begins where the next records use slots of the first. */
    public RoomWhileDraining() {
        Letters.text(queue, 'W');
        Letters.drain(queue);
        Letters.text(queue, 'X');
        Letters.text(queue, 'X');
    }

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Letters.number(queue, 'A');
        r.r2 = Letters.insist(queue, 'B');
    }

    @Actor
    public void consumer(LLLL_Result r) {
        r.r3 = Letters.drain(queue);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r4 = Letters.drain(queue);
    }
}
