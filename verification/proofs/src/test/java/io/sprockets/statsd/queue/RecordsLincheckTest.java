package io.sprockets.statsd.queue;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * Numbers and texts are linearizable, published or abandoned, and consumed as many at once as there are. There is room
 * for all claims of a scenario, and it begins shortly before the ring's end. {@link BoundLincheckTest} says why.
 */
@Param(name = "thread", gen = ThreadIdGen.class) // an annotation here hides the inherited one
@Param(name = "slots", gen = IntGen.class, conf = "1:4")
public class RecordsLincheckTest extends QueueOperations {
    private static final int SLOTS = 64;
    private static final int ALL = Integer.MAX_VALUE;

    public RecordsLincheckTest() {
        super(new RealQueue(SLOTS, ALL, SLOTS - 2));
    }

    @Override
    Class<Specification> specification() {
        return Specification.class;
    }

    @Operation
    public String claim(@Param(name = "thread") int thread, @Param(name = "slots") int slots) {
        return queue.claim(thread, slots);
    }

    @Operation
    public String abandon(@Param(name = "thread") int thread) {
        return queue.abandon(thread);
    }

    @Operation(nonParallelGroup = "consumer")
    public long settled() {
        return queue.settled();
    }

    /** What it is compared with. */
    public static final class Specification extends SequentialQueue {
        /** Makes the queue of every scenario. */
        public Specification() {
            super(SLOTS, ALL);
        }
    }
}
