package io.sprockets.statsd;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Millions of arbitrary calls, the same ones each time; {@code -Dfuzz.calls} says how many. */
class SeededTest {
    private static final long CALLS = Long.getLong("fuzz.calls", 200_000);
    private static final int WORKERS = 16;

    @Test
    void everyCallIsOneLineThatSaysTheSameOrOneDrop() {
        LongStream.range(0, WORKERS).parallel().forEach(SeededTest::play);
    }

    private static void play(long worker) {
        List<Lab> labs = Lab.all();
        for (long done = 0; done < CALLS / WORKERS; done += Round.CALLS) {
            long seed = worker << 40 | done;
            try {
                Round.play(new SeededSource(seed), labs);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
