package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.Header;
import io.sprockets.statsd.series.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a flush is over, and that no rest of the sender outlasts it. */
class SendLoopFlushTest extends SendLoopScenario {
    private static final long SOON = Duration.ofMillis(10).toNanos();
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({",", "PT3S", "PT1H"})
    void flush_isOverInTheRoundThatHandsOver(@Nullable Duration aggregation) {
        connect(aggregation);
        for (int i = 1; i <= 3; i++) {
            record("a:1|c");
            CompletableFuture<Boolean> flush = loop.flush();
            loop.runOnce();
            assertThat(flush).isCompletedWithValue(true);
            assertThat(transport.received().lines()).hasSize(i);
        }
        assertBalanced(3, 0);
    }

    @Test
    void flush_isOverInOneRoundIfNothingWaits() {
        connect(HOUR);
        CompletableFuture<Boolean> flush = loop.flush();
        loop.runOnce();
        assertThat(flush).isCompletedWithValue(true);
    }

    @ParameterizedTest
    @CsvSource({",", "PT1H"})
    void flush_looksSoonWhetherADatagramWasRefused(@Nullable Duration aggregation) {
        transport.datagram = true;
        connect(aggregation);
        record("first:1|c");
        rounds(3);
        for (int i = 0; i < 3; i++) {
            record("a:1|c");
            assertSoonOver(loop.flush());
        }
    }

    @Test
    void flush_goesOnAtOnceWhileMoreIsMergedThanTheBacklogHolds() {
        connect(HOUR);
        for (int i = 0; i < 10; i++) {
            record("a.name.of.some.length.that.is.long." + i + ":1|c");
            rounds(1);
        }
        CompletableFuture<Boolean> flush = loop.flush();
        while (loop.runOnce() == 0) {
            assertThat(recorded).isEqualTo(10);
        }
        assertThat(flush).isCompletedWithValue(true);
        assertThat(transport.received().lines()).hasSize(10);
        assertBalanced(10, 0);
    }

    @Test
    void flush_waitsForACallerThatIsNotDoneAndRestsOnlyAMoment() {
        connect(HOUR);
        List<CompletableFuture<Boolean>> flushes = new ArrayList<>();
        queue.offer(
                Header.ofText(Tag.LINE, 0, 6),
                0,
                null,
                (ring, at, name, value, type) -> { // it has its place, and nobody sees yet what is there
                    ring[at / Long.BYTES] =
                            'a' | ':' << 8 | '1' << 16 | (long) '|' << 24 | (long) 'c' << 32 | 10L << 40;
                    flushes.add(loop.flush());
                    assertThat(loop.runOnce()).isBetween(1L, SOON);
                    assertThat(flushes.get(0)).isNotDone();
                },
                "",
                "",
                "",
                false);
        loop.runOnce();
        assertThat(flushes.get(0)).isCompletedWithValue(true);
        assertThat(transport.received()).isEqualTo("a:1|c\n");
    }

    @Test
    void flush_wakesNobodyWhileTheServerIsAway() {
        start(settings(HOUR, null));
        transport.refusing = true;
        record("a:1|c");
        loop.flush();
        loop.runOnce();
        assertThat(loop.runOnce()).isGreaterThan(SOON);
    }

    @Test
    void flush_asksAtOnceForProofOfWhatItHandedOver() {
        start(settings(HOUR, HOUR));
        passUntilConnected();
        record("a:1|c");
        CompletableFuture<Boolean> flush = loop.flush();
        assertThat(loop.runOnce()).isLessThanOrEqualTo(SOON);
        ticker.pass(SECOND);
        rounds(4); // the next connection is made, all has arrived, and the first one is left
        assertThat(transport.connections.get(0).finished).isTrue();
        transport.connections.get(0).ended = true;
        for (int i = 0; i < 20 && !flush.isDone(); i++) {
            rounds(1);
        }
        assertThat(flush).isCompletedWithValue(true);
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S", "PT0.02S", "PT0.1S"})
    void rest_isNoLongerThanTheIntervalWhileFewRecordsCome(Duration interval) {
        connect(interval);
        record("a:1|c");
        for (int i = 0; i < 50; i++) {
            assertThat(restOf(loop.runOnce())).isLessThanOrEqualTo(interval);
            if (i % 2 == 0) {
                record("a:1|c");
            }
        }
        assertThat(transport.received().lines()).hasSizeGreaterThan(20);
    }

    @Test
    void rest_isNoLongerThanTheIntervalWhileCallsAreAddedUp() {
        Duration interval = Duration.ofMillis(20);
        connect(interval);
        Adder hits = adders.of(Objects.requireNonNull(table.add("hits:0|c\n".getBytes(US_ASCII), 5)));
        hits.increment();
        restOf(loop.runOnce());
        for (int i = 0; i < 50; i++) {
            hits.increment();
            assertThat(restOf(loop.runOnce())).isLessThanOrEqualTo(interval);
        }
        assertThat(sum(transport.received().lines().toList(), "hits")).isGreaterThan(45);
    }

    @Test
    void rest_growsWithThePauseHoweverShortTheIntervalIs() {
        connect(Duration.ofNanos(1));
        record("a:1|c");
        int rounds = 0;
        for (Duration pause = Duration.ZERO; pause.compareTo(Duration.ofMinutes(1)) < 0; rounds++) {
            pause = pause.plus(restOf(loop.runOnce()));
        }
        assertThat(rounds).isLessThan(200);
        assertThat(restOf(loop.runOnce())).isEqualTo(SECOND);
    }

    @Test
    void rest_lastsNoLongerThanTenIntervalsOrSoWhileAFractionWaits() {
        connect(Duration.ofMillis(20));
        record("a:0.5|c");
        for (Duration waited = Duration.ZERO; waited.toMillis() < 300; ) {
            waited = waited.plus(restOf(loop.runOnce()));
        }
        assertThat(transport.received()).isEqualTo("a:0.5|c\n");
    }

    private void connect(@Nullable Duration aggregation) {
        start(settings(aggregation, null));
        if (transport.datagram) {
            rounds(2);
        } else {
            passUntilConnected();
        }
        rounds(5);
    }

    private void assertSoonOver(CompletableFuture<Boolean> flush) {
        for (int i = 0; i < 3 && !flush.isDone(); i++) {
            Duration rest = restOf(loop.runOnce());
            assertThat(flush.isDone() || rest.toNanos() <= SOON).isTrue();
        }
        assertThat(flush).isCompletedWithValue(true);
    }

    /** Lets a rest pass. */
    private Duration restOf(long nanos) {
        Duration rest = Duration.ofNanos(nanos);
        ticker.pass(rest);
        return rest;
    }
}
