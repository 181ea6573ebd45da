package io.sprockets.statsd.queue;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** A flush takes what its caller has added before, though another thread has made the adder a moment ago. */
@JCStressTest
@Outcome(
        id = {"-1", "1"},
        expect = Expect.ACCEPTABLE,
        desc = "The adder was not found yet, or the flush has taken the call.")
@Outcome(
        id = {".*"},
        expect = Expect.FORBIDDEN,
        desc = "The flush has missed a call that was made before it.")
@State
public class AddedBeforeFlush {
    private final Adders<String> adders = new Adders<>();
    private volatile @Nullable Adder found; // as a series refers to it

    @Actor
    public void firstCaller() {
        found = adders.ofName("A");
    }

    /** The sender takes it at some time after that; no sooner than the caller itself could. */
    @Actor
    public void callerAndFlush(J_Result r) {
        Adder adder = found;
        if (adder != null) {
            adder.increment();
        }
        r.r1 = adder == null ? -1 : adders.take((series, amount, calls) -> true);
    }
}
