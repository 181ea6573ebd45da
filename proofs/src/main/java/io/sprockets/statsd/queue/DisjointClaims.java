package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** Two claims never share a byte, and both are counted. */
@JCStressTest
@Outcome(
        id = {"0, 8, 2", "21, 0, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "One behind the other.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "Claims overlap, leave a gap or are not counted.")
@State
public class DisjointClaims {
    private final LineQueue queue = new LineQueue(128, Line.LENGTH, () -> {});

    @Actor
    public void first(IIJ_Result r) {
        r.r1 = queue.claim(8);
    }

    @Actor
    public void second(IIJ_Result r) {
        r.r2 = queue.claim(21);
    }

    @Arbiter
    public void afterwards(IIJ_Result r) {
        r.r3 = queue.waitingBeyond(0);
    }
}
