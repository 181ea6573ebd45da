package io.sprockets.statsd.fold;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.D_Result;

/** Each change of a gauge is taken once, whether before or after what is taken meanwhile. */
@JCStressTest
@Outcome(id = "5.0", expect = Expect.ACCEPTABLE, desc = "Both.")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "A change is lost or taken twice.")
@State
public class GaugeChanges {
    private final GaugeTally gauge = new GaugeTally();
    private final TakenGauge taken = new TakenGauge();

    @Actor
    public void changes() {
        gauge.change(7);
        gauge.change(-2);
    }

    @Actor
    public void consumer() {
        taken.take(gauge);
    }

    @Arbiter
    public void afterwards(D_Result r) {
        r.r1 = taken.take(gauge);
    }
}
