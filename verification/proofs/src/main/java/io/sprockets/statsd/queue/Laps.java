package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Slots that the consumer frees keep what was in them, and nothing of an earlier lap is ever seen again. */
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
        desc = "A record is lost or torn, or an old one came again.")
@State
public class Laps {
    private final RecordQueue queue = new RecordQueue(128, () -> {}); // 8 slots

    /**
     * Fills the ring, in its second lap, so that a text ends where another one began, and inside of it are headers of
     * before.
     */
    public Laps() {
        for (int i = 0; i < 10; i++) {
            Letters.number(queue, 'W');
            Letters.drain(queue);
        }
        Letters.text(queue, 'X');
        Letters.number(queue, 'X');
        Letters.text(queue, 'X');
    }

    @Actor
    public void producer(LLLL_Result r) {
        r.r1 = Letters.insist(queue, 'A');
    }

    @Actor
    public void consumer(LLLL_Result r) {
        r.r2 = Letters.drain(queue);
        r.r3 = Letters.drain(queue);
    }

    @Arbiter
    public void afterwards(LLLL_Result r) {
        r.r4 = Letters.drain(queue);
    }
}
