package io.sprockets.statsd.queue;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** What every test of the queue lets threads do with it, under stress and under model checking. */
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class QueueOperations {
    final RealQueue queue;

    QueueOperations(RealQueue queue) {
        this.queue = queue;
    }

    /** The class that each scenario is compared with. */
    abstract Class<? extends SequentialQueue> specification();

    @Test
    void isLinearizableUnderStress() {
        LincheckRuns.stress(getClass(), specification());
    }

    @Test
    void isLinearizableUnderModelChecking() {
        LincheckRuns.modelChecking(getClass(), specification());
    }

    @Operation
    public String publish(@Param(name = "thread") int thread) {
        return queue.publish(thread);
    }

    @Operation(nonParallelGroup = "consumer")
    public String drain() {
        return queue.drain();
    }

    @Operation(nonParallelGroup = "consumer")
    public boolean isDrained() {
        return queue.isDrained();
    }

    @Operation(nonParallelGroup = "consumer")
    public long waiting() {
        return queue.waiting();
    }

    @Operation
    public void close() {
        queue.close();
    }

    @Operation
    public void open() {
        queue.open();
    }
}
