package io.sprockets.statsd.queue;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Numbers and texts are linearizable, published or abandoned, and consumed as many at once as there are. There is room
 * for all claims of a scenario, and it begins shortly before the ring's end. {@link BoundLincheckTest} says why.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "slots", gen = IntGen.class, conf = "1:4")
public class RecordsLincheckTest {
    private static final int SLOTS = 64;
    private static final int ALL = Integer.MAX_VALUE;

    private final RealQueue queue = new RealQueue(SLOTS, ALL, SLOTS - 2);

    @Test
    void areLinearizableUnderStress() {
        LincheckRuns.stress(getClass(), Specification.class);
    }

    @Test
    void areLinearizableUnderModelChecking() {
        LincheckRuns.modelChecking(getClass(), Specification.class);
    }

    @Operation
    public String claim(@Param(name = "thread") int thread, @Param(name = "slots") int slots) {
        return queue.claim(thread, slots);
    }

    @Operation
    public String publish(@Param(name = "thread") int thread) {
        return queue.publish(thread);
    }

    @Operation
    public String abandon(@Param(name = "thread") int thread) {
        return queue.abandon(thread);
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
    public long settled() {
        return queue.settled();
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

    /** What it is compared with. */
    public static final class Specification extends SequentialQueue {
        /** Makes the queue of every scenario. */
        public Specification() {
            super(SLOTS, ALL);
        }
    }
}
