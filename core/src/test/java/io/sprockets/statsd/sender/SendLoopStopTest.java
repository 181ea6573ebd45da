package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.queue.SuspendedCaller;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The last rounds. */
class SendLoopStopTest extends SendLoopScenario {
    @Test
    void stop_sendsWhatThereIsAndWaitsForTheServer() {
        record("a");
        loop.stop();
        rounds(4);
        assertThat(loop.isDone()).isFalse();
        assertThat(transport.last().finished).isTrue();
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(transport.received()).isEqualTo("a\n");
        assertThat(Recorded.line(queue, "a")).isEqualTo(RecordQueue.CLOSED);
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
        assertThat(ledger.balance().droppedTotal()).isEqualTo(2);
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

    @Test
    void stop_doesNotWaitForCallersThatGoOnCounting() {
        start(settings(SECOND, null));
        byte[] line = "hits:0|c\n".getBytes(UTF_8);
        Adder hits = adders.of(Objects.requireNonNull(table.add(line, 5)));
        hits.increment();
        transport.sending = hits::increment;
        loop.stop();
        rounds(10);
        assertThat(transport.last().finished).isTrue();
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        loop.close();
        recorded = 2;
        assertThat(transport.received()).isEqualTo("hits:1|c\n");
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.CLOSED, 1L);
        assertBalanced(1, 0);
    }

    @Test
    void stop_looksSoonAgainAfterACallerThatWasSuspendedWhileItAdded() {
        start(settings(SECOND, null));
        passUntilConnected();
        Adder hits = adders.of(Objects.requireNonNull(table.add("hits:0|c\n".getBytes(UTF_8), 5)));
        hits.increment();
        SuspendedCaller caller = SuspendedCaller.in(hits);
        loop.stop();
        rounds(3);
        assertThat(loop.runOnce()).isBetween(1L, 1_000_000L);
        assertThat(transport.last().finished).isFalse();
        caller.goOn(4);
        rounds(2);
        assertThat(transport.received()).isEqualTo("hits:5|c\n");
        transport.last().ended = true;
        rounds(2);
        assertThat(loop.isDone()).isTrue();
        recorded = 2;
        assertBalanced(1, 0);
    }
}
