package io.sprockets.statsd.fold;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.D_Result;

/** A change that comes with a set is made before or after it, whatever is taken meanwhile. */
@JCStressTest
@Outcome(id = "10.0", expect = Expect.ACCEPTABLE, desc = "The set is last.")
@Outcome(id = "11.0", expect = Expect.ACCEPTABLE, desc = "The change is last.")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "One of them is lost or taken twice.")
@State
public class GaugeSetAndChange {
    private final GaugeTally gauge = new GaugeTally();
    private final TakenGauge taken = new TakenGauge();

    @Actor
    public void sets() {
        gauge.set(10);
    }

    @Actor
    public void changesAndTakes() {
        gauge.change(1);
        taken.take(gauge);
    }

    @Arbiter
    public void afterwards(D_Result r) {
        r.r1 = taken.take(gauge);
    }
}
