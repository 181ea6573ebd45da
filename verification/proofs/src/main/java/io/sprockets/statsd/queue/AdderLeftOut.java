package io.sprockets.statsd.queue;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** What is added to an adder that is left out at that moment is taken all the same. */
@JCStressTest
@Outcome(
        id = {"1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "It was seen by the consumer, or the caller has brought it back.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "The call is lost, or counted twice.")
@State
public class AdderLeftOut {
    private final Adders<String> adders = new Adders<>();
    private final Adder adder = adders.of("A");
    private long taken;

    @Actor
    public void caller() {
        adder.increment();
    }

    @Actor
    public void consumer() {
        taken += adders.take((series, amount, calls) -> true);
        adders.leaveOut(any -> true);
    }

    @Arbiter
    public void afterwards(JJ_Result r) {
        taken += adders.take((series, amount, calls) -> true);
        r.r1 = taken;
        r.r2 = adders.calls();
    }
}
