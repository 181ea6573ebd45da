package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.queue.LineQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The last rounds. */
class SendLoopStopTest extends SendLoopScenario {
    @Test
    void stop_sendsWhatThereIsAndWaitsForTheServer() {
        record("a");
        loop.stop();
        rounds(2);
        assertThat(loop.isDone()).isFalse();
        assertThat(transport.last().finished).isTrue();
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(transport.received()).isEqualTo("a\n");
        assertThat(queue.claim(2)).isEqualTo(LineQueue.CLOSED);
        assertBalanced(1, 0);
    }

    @Test
    void stop_givesUpAfterItsTimeoutAndCountsWhatIsLeft() {
        transport.refusing = true;
        record("a", "b");
        loop.stop();
        rounds(3);
        assertThat(loop.isDone()).isFalse();
        ticker.pass(Duration.ofSeconds(5));
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        loop.close();
        assertThat(loop.counts().droppedTotal()).isEqualTo(2);
        assertBalanced(0, 0);
    }

    @Test
    void stop_isOverAtOnceWithoutServerAndLines() {
        transport.refusing = true;
        loop.stop();
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
    }

    @Test
    void stop_isNotConfirmedWhenTheConnectionBreaks() {
        record("a");
        loop.stop();
        rounds(2);
        transport.last().broken = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
        assertBalanced(1, 0);
    }

    @Test
    void stop_isOverWithoutAnswerWhenTheServerGivesNone() {
        record("a");
        loop.stop();
        rounds(2);
        ticker.pass(Duration.ofSeconds(5));
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse();
    }
}
