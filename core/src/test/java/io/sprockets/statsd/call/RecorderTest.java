package io.sprockets.statsd.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.Header;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.queue.TextSource;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.series.Tag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How callers wait for room. */
class RecorderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LENGTH = 10; // bytes of a text

    private final RecordQueue queue = new RecordQueue(1024, () -> {}, () -> 0); // whose turns never end by themselves
    private final Recorder recorder = new Recorder(queue, new SeriesTable(0, 1000), null, new Ledger(), PATIENCE, true);

    @Test
    void turn_isPassedOnThoughTheStackOverflows() throws InterruptedException {
        fill();
        Thread caller = new Thread(() -> recorder.line(RecorderTest::overflow, LENGTH, 0, "", "", ""));
        caller.setUncaughtExceptionHandler((thread, overflow) -> {});
        caller.start();
        await().atMost(PATIENCE).until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        queue.reader().discard();
        caller.join();

        assertThat(queue.turns().take(0)).isNotZero();
    }

    private void fill() {
        TextSource none = (ring, at, name, value, type) -> {};
        int result;
        do {
            result = queue.offer(Header.ofText(Tag.LINE, 0, LENGTH), 0, null, none, "", "", "", false);
        } while (result == RecordQueue.TAKEN);
    }

    private static void overflow(long[] ring, int at, String name, String value, String type) {
        throw new StackOverflowError();
    }
}
