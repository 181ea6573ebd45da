package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** An amount is taken together with its call, and once. */
@JCStressTest
@Outcome(
        id = {"0, 0, 7", "1, 3, 7"},
        expect = Expect.ACCEPTABLE,
        desc = "Each call was taken whole, or left whole for another time.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "An amount was taken without its call, or the other way round, or not at all, or twice.")
@State
public class AdderWhole {
    private final Adders<String> adders = new Adders<>();
    private final Adder adder = adders.of("A");
    private long amount;

    @Actor
    public void caller() {
        adder.add(3);
    }

    @Actor
    public void consumerThenCaller(JJJ_Result r) {
        r.r1 = adders.take(this::take);
        r.r2 = amount;
        adder.add(4);
    }

    @Arbiter
    public void afterwards(JJJ_Result r) {
        adders.take(this::take);
        r.r3 = amount;
    }

    private boolean take(String series, long added, long calls) {
        amount += added;
        return true;
    }
}
