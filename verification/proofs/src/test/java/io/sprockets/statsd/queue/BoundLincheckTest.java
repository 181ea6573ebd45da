package io.sprockets.statsd.queue;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * The queue at its bound is linearizable: a claim is refused exactly if its slots are not free. Two texts fit; the
 * ring's end is passed every third text, and each claim of a second one is beyond the soft limit.
 *
 * <p>Claim and publish are two operations. As one they could not be linearized: a record may be complete and not be
 * consumed as long as another in front of it is not. As two, the specification says just that, and nothing is relaxed.
 *
 * <p>One drain takes one record. A drain of several reads the last header it looks at first and frees their room then;
 * between the two, a claim is refused though the specification had freed the room with the drain. {@link
 * RecordsLincheckTest} drains several, with room for all claims. Abandoned claims are there for the same reason: a
 * drain passes over them besides the one record.
 */
public class BoundLincheckTest extends QueueOperations {
    private static final int SLOTS = 8;
    private static final int TEXT = 3; // slots

    public BoundLincheckTest() {
        super(new RealQueue(SLOTS, 1, TEXT));
    }

    @Override
    Class<Specification> specification() {
        return Specification.class;
    }

    @Operation
    public String claim(@Param(name = "thread") int thread) {
        return queue.claim(thread, TEXT);
    }

    /** What it is compared with. */
    public static final class Specification extends SequentialQueue {
        /** Makes the queue of every scenario. */
        public Specification() {
            super(SLOTS, 1);
        }

        public String claim(int thread) {
            return claim(thread, TEXT);
        }
    }
}
