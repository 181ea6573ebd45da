package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.queue.Adder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sender merges, and when it writes that. */
class SendLoopFoldTest extends SendLoopScenario {
    @Test
    void runOnce_foldsWhatTheBacklogCannotHold() {
        transport.refusing = true;
        for (int i = 1; i <= 1_000; i++) {
            record("hits:" + i + "|c", "depth:" + i + "|g");
            rounds(1);
        }
        assertThat(queue.reader().isDrained()).isTrue();
        transport.refusing = false;
        passUntilConnected();
        rounds(5);
        record("live:1|c");
        rounds(5);
        List<String> lines = transport.received().lines().toList();
        assertThat(sum(lines, "hits")).isEqualTo(500_500);
        assertThat(lines).endsWith("live:1|c");
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("hits:"),
                        line -> assertThat(line).isEqualTo("depth:1000|g"),
                        line -> assertThat(line).isEqualTo("live:1|c"));
        assertThat(ledger.balance().count(Entry.FOLDED)).isEqualTo(2_001 - lines.size());
        assertBalanced(lines.size(), 0);
    }

    @Test
    void runOnce_letsTheQueueFillWhileTheServerIsSlowIfCallersWait() {
        start(settings(null, null, false, null));
        rounds(2);
        transport.room = 1;
        for (int i = 0; i < 100; i++) {
            record("hits:1|c");
        }
        rounds(5);
        assertThat(queue.reader().isDrained()).isFalse();
        assertThat(ledger.balance().count(Entry.FOLDED)).isZero();
        ticker.pass(Duration.ofMillis(250)); // now it takes nothing any more
        rounds(1);
        assertThat(queue.reader().isDrained()).isTrue();
        assertThat(ledger.balance().count(Entry.FOLDED)).isPositive();
        assertThat(ledger.balance().held() + ledger.balance().count(Entry.FOLDED))
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runOnce_goesOnAtOnceWhileRecordsWaitThatASmallBacklogHadNoRoomFor(boolean foldsUnderLoad) {
        start(settings(null, null, foldsUnderLoad, null));
        passUntilConnected();
        rounds(5);
        recordSeries(60);
        while (loop.runOnce() == 0) {
            assertThat(recorded).isEqualTo(60);
        }
        assertThat(transport.received().lines()).hasSize(60);
        assertBalanced(60, 0);
    }

    @Test
    void runOnce_countsWhatCannotBeFolded() {
        transport.refusing = true;
        for (int i = 0; i < 100; i++) {
            record("_e{1,4}:t|text");
            record("series." + i + ":1|c");
            rounds(1);
        }
        Map<DropReason, Long> dropped = ledger.balance().dropped();
        assertThat(dropped.get(DropReason.QUEUE_FULL)).isPositive();
        assertThat(dropped.get(DropReason.TOO_MANY_SERIES)).isPositive();
        assertThat(ledger.balance().held() + ledger.balance().droppedTotal()).isEqualTo(200);
    }

    @Test
    void runOnce_passesAFullFoldOnWhileTheBacklogHasRoomThoughTheServerIsSlow() {
        start(settings(SECOND, null));
        passUntilConnected();
        rounds(5);
        transport.room = 1;
        record("a:1|c");
        rounds(1);
        ticker.pass(SECOND);
        rounds(2);
        ticker.pass(Duration.ofMillis(300)); // it takes nothing any more
        recordSeries(15);
        rounds(1);
        assertThat(ledger.balance().droppedTotal()).isZero();
        transport.room = Integer.MAX_VALUE;
        rounds(150);
        assertThat(transport.received().lines()).hasSize(16);
        assertBalanced(16, 0);
    }

    @Test
    void runOnce_passesAFullFoldOnWhileTheBacklogHasRoomThoughTheServerIsAway() {
        start(settings(SECOND, null));
        transport.refusing = true;
        rounds(2);
        recordSeries(15);
        record("series.1:1|c");
        rounds(1);
        assertThat(ledger.balance().droppedTotal()).isZero();
        transport.refusing = false;
        passUntilConnected();
        rounds(150);
        assertThat(sum(transport.received().lines().toList(), "series.1")).isEqualTo(2);
        assertBalanced(16, 0);
    }

    @Test
    void runOnce_keepsAsALineWhatHasNoRoomInAnEmptyFold() {
        start(settings(SECOND, null, 1));
        record("a:1|g", "a:2|g", "b:0.5|c", "c:3|ms", "d:x|s");
        passUntilConnected();
        rounds(150);
        assertThat(transport.received()).isEqualTo("a:1|g\na:2|g\nb:0.5|c\nc:3|ms\nd:x|s\n");
        assertBalanced(5, 0);
    }

    private void recordSeries(int count) {
        for (int i = 0; i < count; i++) {
            record("series." + i + ":1|c");
        }
    }

    @Test
    void runOnce_aggregatesAndFillsPackets() {
        start(settings(SECOND.multipliedBy(2), null));
        for (int i = 0; i < 10; i++) {
            record("a:1|c", "b:2|c", "c:" + i + "|g");
            rounds(1);
        }
        assertThat(transport.received()).isEmpty();
        ticker.pass(SECOND.multipliedBy(2));
        rounds(1);
        assertThat(transport.last().packets).containsExactly("a:10|c\nb:20|c\nc:9|g\n");
        assertThat(ledger.balance().count(Entry.FOLDED)).isEqualTo(27);
        assertBalanced(3, 0);
    }

    @Test
    void runOnce_writesMoreThanTheBacklogHoldsWithoutARest() {
        start(settings(SECOND, null));
        for (int i = 0; i < 10; i++) {
            record("a.name.of.some.length." + i + ":1|c");
            rounds(1);
        }
        ticker.pass(SECOND);
        while (loop.runOnce() == 0) {
            assertThat(transport.opened).isEqualTo(1);
        }
        assertThat(transport.received().lines()).hasSize(10);
        assertBalanced(10, 0);
    }

    @Test
    void stop_sendsTheFractionThatWaitedForAWhole() {
        record("first");
        transport.refusing = true;
        for (int i = 0; i < 40; i++) {
            record("a:0.25|c", "b:0.3|c");
            rounds(1);
        }
        transport.refusing = false;
        passUntilConnected();
        rounds(5);
        loop.stop();
        rounds(5);
        transport.last().ended = true;
        rounds(1);
        assertThat(loop.isDone()).isTrue();
        assertThat(total("a")).isEqualByComparingTo("10");
        assertThat(total("b")).isEqualByComparingTo("12");
        assertThat(ledger.balance().count(Entry.SENT) + ledger.balance().count(Entry.FOLDED))
                .isEqualTo(81);
    }

    private BigDecimal total(String name) {
        return transport
                .received()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> new BigDecimal(line.substring(name.length() + 1, line.indexOf('|'))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void stop_flushesWhatIsAggregated() {
        start(settings(SECOND.multipliedBy(100), null));
        record("a:1|c", "a:0.5|c");
        loop.stop();
        rounds(3);
        assertThat(transport.received()).isEqualTo("a:1.5|c\n");
        assertBalanced(1, 0);
    }

    @Test
    void close_countsWhatIsFoldedAsDropped() {
        start(settings(SECOND.multipliedBy(100), null));
        transport.refusing = true;
        record("a:1|c", "a:1|c", "b:1|c");
        loop.stop();
        rounds(1);
        ticker.pass(SECOND.multipliedBy(6));
        rounds(1);
        loop.close();
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.CLOSED, 3L);
        assertBalanced(0, 0);
    }

    @Test
    void rest_isNotZeroWhileAFlushIsOverdueAndTheServerAway() {
        start(settings(SECOND, null));
        transport.refusing = true;
        record("a:1|c");
        rounds(1);
        ticker.pass(Duration.ofMillis(1_500));
        rounds(1);
        assertThat(loop.runOnce()).isPositive();
    }

    /** The next one may come only after the interval. */
    @Test
    void flush_isOverInTheRoundThatHandsEverythingOver() {
        start(settings(SECOND.multipliedBy(3_600), null));
        passUntilConnected();
        rounds(5);
        record("a:1|c", "a:1|c");
        CompletableFuture<Boolean> flush = loop.flush();
        CompletableFuture<Long> seen = flush.thenApply(all -> ledger.balance().count(Entry.SENT));
        rounds(1);
        assertThat(transport.received()).isEqualTo("a:2|c\n");
        assertThat(flush).isCompletedWithValue(true);
        assertThat(seen).as("in the ledger by then").isCompletedWithValue(1L);
    }

    @Test
    void flush_isNotOverWhileWhatWasAddedUpWaitsForTheServer() {
        start(settings(SECOND, null));
        transport.refusing = true;
        added().increment();
        recorded++;
        CompletableFuture<Boolean> flush = loop.flush();
        rounds(10);
        assertThat(flush).isNotDone();
        transport.refusing = false;
        passUntilConnected();
        rounds(2);
        assertThat(flush).isCompletedWithValue(true);
        assertThat(transport.received()).isEqualTo("hits:1|c\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_sumsWhatWasAddedUpInAnOutageWithoutOverflow() {
        start(settings(SECOND, null));
        transport.refusing = true;
        Adder hits = added();
        for (int i = 0; i < 4; i++) {
            hits.add(Long.MAX_VALUE / 2); // as many calls would add up to
            recorded++;
            ticker.pass(SECOND);
            rounds(1);
        }
        assertThat(loop.runOnce()).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        transport.refusing = false;
        passUntilConnected();
        rounds(1);
        assertThat(transport.received()).isEqualTo("hits:18446744073709551612|c\n");
        assertBalanced(1, 0);
    }

    /** So that its calls wait, and are not merged, as long as there is nobody to send a sum to. */
    @Test
    void runOnce_leavesWhatWasAddedUpWhereItIsInAnOutage() {
        start(settings(SECOND, null));
        transport.refusing = true;
        Adder hits = added();
        for (int i = 0; i < 4; i++) {
            hits.add(5);
            recorded++;
            ticker.pass(SECOND);
            rounds(1);
        }
        assertThat(ledger.balance().tallied()).isZero();
        transport.refusing = false;
        passUntilConnected();
        rounds(1);
        assertThat(transport.received()).isEqualTo("hits:20|c\n");
        assertBalanced(1, 0);
    }

    @Test
    void flush_isNotOverWhileWhatWasAddedUpHasNoRoomAnywhere() {
        start(settings(SECOND, null));
        transport.refusing = true;
        for (int i = 0; i < 40; i++) {
            record("a.name.of.some.length." + i + ":1|c");
            rounds(1);
        }
        added().increment();
        CompletableFuture<Boolean> flush = loop.flush();
        transport.refusing = false;
        passUntilConnected();
        for (int i = 0; i < 20 && !flush.isDone(); i++) {
            rounds(1);
        }
        assertThat(flush).isCompletedWithValue(true);
        assertThat(sum(transport.received().lines().toList(), "hits")).isEqualTo(1);
    }

    @Test
    void rest_isNoLongerThanUsualWhileCallsAreAddedUp() {
        Duration tenth = Duration.ofMillis(100);
        start(settings(tenth, null));
        passUntilConnected();
        Adder hits = added();
        hits.increment();
        ticker.pass(tenth);
        rounds(1);
        for (int i = 0; i < 200; i++) {
            hits.increment();
            long rest = loop.runOnce();
            ticker.pass(Duration.ofNanos(rest));
            assertThat(rest).isLessThanOrEqualTo(tenth.toNanos());
        }
        assertThat(sum(transport.received().lines().toList(), "hits")).isGreaterThan(190);
    }

    /** Where a counter is added up. */
    private Adder added() {
        return adders.of(Objects.requireNonNull(table.add("hits:0|c\n".getBytes(US_ASCII), 5)));
    }

    @Test
    void runOnce_restsWhenNothingIsMergedHoweverOftenThatIsToBeSent() {
        start(settings(Duration.ofNanos(1), null));
        passUntilConnected();
        rounds(1);
        assertThat(loop.runOnce()).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }
}
