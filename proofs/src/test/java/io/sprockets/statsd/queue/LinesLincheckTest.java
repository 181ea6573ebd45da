package io.sprockets.statsd.queue;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Lines of any length are linearizable, published or abandoned, and drained as many at once as there are. There is room
 * for all claims of a scenario, and it begins shortly before the ring's end. {@link BoundLincheckTest} says why.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "length", gen = IntGen.class, conf = "1:14")
public class LinesLincheckTest {
    private static final int CAPACITY = 256;
    private static final int LONGEST = 14;

    private final RealQueue queue = new RealQueue(CAPACITY, LONGEST, CAPACITY, 17);

    @Test
    void areLinearizableUnderStress() {
        LincheckRuns.stress(getClass(), Specification.class);
    }

    @Test
    void areLinearizableUnderModelChecking() {
        LincheckRuns.modelChecking(getClass(), Specification.class);
    }

    @Operation
    public String claim(@Param(name = "thread") int thread, @Param(name = "length") int length) {
        return queue.claim(thread, length);
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
            super(CAPACITY, CAPACITY);
        }
    }
}
