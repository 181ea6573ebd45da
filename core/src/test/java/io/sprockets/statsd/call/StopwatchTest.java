package io.sprockets.statsd.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private final List<String> sent = new ArrayList<>();
    private long now = 1_000;
    private final Timer timer = new Stopwatch((path, nanos) -> sent.add(path + " " + nanos), "job", () -> now);

    @Test
    void stop_sendsWhatPassedSinceTheStart() {
        timer.start();
        now += 5;
        timer.stop();
        assertThat(sent).containsExactly("job 5");
    }

    @Test
    void stop_throwsBeforeStart() {
        assertThatThrownBy(timer::stop).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> timer.stop(false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void send_throwsBeforeStartAndBeforeStop() {
        assertThatThrownBy(timer::send).isInstanceOf(IllegalStateException.class);
        timer.start();
        assertThatThrownBy(timer::send).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void send_throwsTheSecondTime() {
        timer.start().stop();
        assertThatThrownBy(timer::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(timer::stop).isInstanceOf(IllegalStateException.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_comesAsLateAsOneWishes() {
        timer.start();
        now += 7;
        timer.stop(false);
        now += 100;
        assertThat(sent).isEmpty();
        timer.send();
        assertThat(sent).containsExactly("job 7");
    }

    @Test
    void start_worksAgainAfterSend() {
        timer.start().stop();
        timer.start();
        now += 3;
        timer.stop();
        assertThat(sent).containsExactly("job 0", "job 3");
    }

    @Test
    void stop_isNeverNegative() {
        timer.start();
        now -= 50;
        timer.stop();
        assertThat(sent).containsExactly("job 0");
    }

    @Test
    void close_sendsWhatRuns() {
        try (Timer running = timer.start()) {
            now += 9;
            assertThat(running).isSameAs(timer);
        }
        assertThat(sent).containsExactly("job 9");
    }

    @Test
    void close_countsFromTheMakingWhenNeverStarted() {
        now += 4;
        timer.close();
        timer.close();
        assertThat(sent).containsExactly("job 4");
    }

    @Test
    void close_sendsWhatWasHeldBackAndNothingTwice() {
        timer.start().stop(false);
        timer.close();
        timer.close();
        assertThat(sent).containsExactly("job 0");
    }
}
