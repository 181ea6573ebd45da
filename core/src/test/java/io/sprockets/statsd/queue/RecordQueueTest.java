package io.sprockets.statsd.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordQueueTest {
    private static final int SLOTS = 8;

    /**
     * Writes the words of a text all alike; a text says how many bytes it has, and where in it the stack overflows, if
     * it does.
     */
    private static final TextSource LETTERS = (ring, at, name, value, type) -> {
        for (int i = 0; i < name.length(); i++) {
            int word = ((at + i) >>> 3) & (ring.length - 1);
            int shift = ((at + i) & 7) * 8;
            ring[word] = (shift == 0 ? 0 : ring[word]) | ((long) name.charAt(i) << shift);
            if (value.equals(Integer.toString(i))) {
                throw new StackOverflowError("as planned");
            }
        }
    };

    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(-7);
    private final RecordQueue queue = new RecordQueue(SLOTS * Slots.BYTES, wakes::incrementAndGet, now::get);
    private final RecordReader reader = queue.reader();

    @Test
    void records_comeInOrderWithAllThatTheySay() {
        assertThat(queue.offer(Header.of(2, -324, 7), Long.MIN_VALUE, null, false))
                .isEqualTo(RecordQueue.TAKEN);
        assertThat(queue.offer(Header.of(0, 311, Header.NUMBER_LIMIT - 1), -1, null, false))
                .isEqualTo(RecordQueue.TAKEN);
        assertThat(reader.next()).isTrue();
        assertRecord(2, -324, 7, Long.MIN_VALUE);
        reader.pass();
        assertThat(reader.next()).isTrue();
        assertRecord(0, 311, Header.NUMBER_LIMIT - 1, -1);
        reader.pass();
        assertThat(reader.next()).isFalse();
        reader.free();
        assertThat(reader.drained()).isEqualTo(2);
        assertThat(reader.isDrained()).isTrue();
    }

    @Test
    void texts_takeAsManySlotsAsTheyNeedAndStandInTheSameOrder() {
        number(1);
        assertThat(text("x".repeat(17))).isEqualTo(RecordQueue.TAKEN); // three slots
        number(2);
        assertThat(drain()).containsExactly("1", "x".repeat(17), "2");
        assertThat(queue.waitingBeyond(reader.settled())).isZero();
    }

    @Test
    void offer_failsWhenFullAndWorksAgainAfterAFree() {
        for (int i = 0; i < SLOTS; i++) {
            assertThat(number(i)).isEqualTo(RecordQueue.TAKEN);
        }
        assertThat(number(99)).isEqualTo(RecordQueue.FULL);
        assertThat(reader.next()).isTrue();
        reader.pass();
        assertThat(number(99)).isEqualTo(RecordQueue.FULL); // passed, but not free
        reader.free();
        assertThat(text("a")).isEqualTo(RecordQueue.FULL);
        assertThat(number(8)).isEqualTo(RecordQueue.TAKEN);
        assertThat(drain()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void offer_wakesTheConsumerPastHalf() {
        for (int i = 0; i < SLOTS / 2; i++) {
            number(i);
        }
        assertThat(wakes).hasValue(0);
        number(9);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void longestText_fitsAndALongerOneWouldNot() {
        assertThat(queue.longestText()).isEqualTo((SLOTS - 1) * Slots.BYTES);
        assertThat(text("x".repeat(queue.longestText()))).isEqualTo(RecordQueue.TAKEN);
        assertThat(drain()).containsExactly("x".repeat(queue.longestText()));
        assertThat(text("x".repeat(queue.longestText() + 1))).isEqualTo(RecordQueue.FULL);
    }

    @Test
    void rewind_goesBackToWhatWasNotFreed() {
        number(1);
        number(2);
        number(3);
        reader.next();
        reader.pass();
        reader.free();
        reader.next();
        reader.pass();
        reader.rewind();
        assertThat(drain()).containsExactly("2", "3");
        assertThat(reader.drained()).isEqualTo(3);
    }

    @Test
    void aRecordWhoseStackOverflowsIsPassedOver() {
        number(1);
        for (String at : new String[] {"0", "20", "40"}) {
            assertThatThrownBy(
                            () -> queue.offer(Header.ofText(1, 0, 41), 5, null, LETTERS, "z".repeat(41), at, "", false))
                    .isInstanceOf(StackOverflowError.class);
            number(2);
            assertThat(drain()).endsWith("2").doesNotContain("z");
        }
        assertThat(reader.drained()).isEqualTo(4);
        assertThat(reader.settled()).isEqualTo(7);
        assertThat(reader.isDrained()).isTrue();
    }

    /** Which is read one by one: a text, another tag, what is abandoned, and what begins the ring again. */
    @Test
    void endOfNumbers_isBeforeWhatIsNoNumberInARow() {
        assertThat(numbers(9)).isEmpty();
        for (int lap = 0; lap < 3; lap++) {
            number(10);
            number(11);
            number(12);
            assertThat(numbers(2)).containsExactly("10", "11");
            assertThat(numbers(9)).containsExactly("12");
            assertThat(reader.passed()).isEqualTo(3);

            text("a");
            assertThat(numbers(9)).isEmpty();
            assertThat(reader.next()).isTrue();
            reader.pass();
            assertThat(reader.passed()).isEqualTo(4);

            queue.offer(Header.of(1, 0, 1), 13, null, false); // a change
            assertThat(numbers(9)).isEmpty();
            assertThat(reader.next()).isTrue();
            reader.pass();
            reader.free(); // six slots
            assertThat(reader.passed()).isZero();

            queue.publish(queue.claim(1, false), Header.ABANDONED_RECORD | 1);
            number(14);
            number(15);
            assertThat(numbers(9)).isEmpty();
            assertThat(reader.next()).isTrue();
            assertThat(numbers(9)).containsExactly("14"); // there the ring ends
            assertThat(numbers(9)).containsExactly("15");
            reader.rewind();
            assertThat(drain()).containsExactly("14", "15");
            reader.discard();
            for (int i = 0; i < 7; i++) { // to its beginning
                number(0);
                reader.discard();
            }
        }
        assertThat(reader.settled() - reader.drained()).isEqualTo(3);
    }

    @Test
    void close_refusesOffersAndKeepsWhatWasTaken() {
        number(1);
        queue.close();
        assertThat(number(2)).isEqualTo(RecordQueue.CLOSED);
        assertThat(text("x")).isEqualTo(RecordQueue.CLOSED);
        assertThat(drain()).containsExactly("1");
        queue.open();
        assertThat(number(3)).isEqualTo(RecordQueue.TAKEN);
        assertThat(reader.discard()).isEqualTo(1);
        assertThat(drain()).isEmpty();
    }

    @Test
    void whoHasTheTurnGetsTheRoomThatIsFreed() {
        for (int i = 0; i < SLOTS; i++) {
            number(i);
        }
        long turn = queue.turns().take(0);
        assertThat(turn).isNotZero();
        assertThat(queue.turns().take(0)).isZero();
        for (int i = 0; i < 3; i++) {
            reader.next();
            reader.pass();
            reader.free();
            assertThat(number(9)).isEqualTo(RecordQueue.FULL);
        }
        assertThat(queue.offer(Header.ofText(1, 0, 20), 0, null, LETTERS, "y".repeat(20), "", "", true))
                .isEqualTo(RecordQueue.TAKEN);
        queue.turns().pass(turn);
        assertThat(drain()).containsExactly("3", "4", "5", "6", "7", "y".repeat(20));
        assertThat(number(10)).isEqualTo(RecordQueue.TAKEN);
    }

    /** But for the step that they may make without a look at the turn. */
    @Test
    void othersGetNoMoreRoomWhileSomebodyHasTheTurn() {
        RecordQueue large = new RecordQueue(256 * Slots.BYTES, wakes::incrementAndGet, now::get);
        for (int i = 0; i < 200; i++) {
            assertThat(large.offer(Header.of(0, 0, 1), i, null, false)).isEqualTo(RecordQueue.TAKEN);
        }
        long turn = large.turns().take(0);
        int more = 0;
        while (large.offer(Header.of(0, 0, 1), more, null, false) == RecordQueue.TAKEN) {
            more++;
        }
        assertThat(more).isLessThanOrEqualTo(256 / 16);
        assertThat(large.reader().discard()).isEqualTo(200 + more);
        assertThat(large.offer(Header.of(0, 0, 1), 5, null, false)).isEqualTo(RecordQueue.FULL);
        assertThat(large.offer(Header.of(0, 0, 1), 5, null, true)).isEqualTo(RecordQueue.TAKEN);
        large.turns().pass(turn);
        assertThat(large.offer(Header.of(0, 0, 1), 5, null, false)).isEqualTo(RecordQueue.TAKEN);
    }

    /** As one who has the turn may get no processor. */
    @Test
    void whoDoesNotComeBackForTheTurnLosesIt() {
        for (int i = 0; i < SLOTS; i++) {
            number(i);
        }
        long turn = queue.turns().take(0);
        reader.discard();
        now.addAndGet(Turns.LENGTH / 2);
        turn = queue.turns().take(turn); // begins anew
        assertThat(turn).isNotZero();
        now.addAndGet(Turns.LENGTH - 1);
        assertThat(number(9)).isEqualTo(RecordQueue.FULL);
        assertThat(queue.turns().take(0)).isZero();

        now.addAndGet(2);
        assertThat(number(9)).isEqualTo(RecordQueue.TAKEN);
        assertThat(queue.turns().take(0)).isNotZero();
        assertThat(queue.turns().take(turn)).isZero();
        queue.turns().pass(turn); // which is another's now
        assertThat(queue.turns().take(0)).isZero();
    }

    @Test
    void nothingIsLostTornOrDoubledOverManyLaps() {
        SplittableRandom random = new SplittableRandom(5);
        Queue<String> expected = new ArrayDeque<>();
        for (int round = 0; round < 300_000; round++) {
            boolean text = random.nextInt(3) == 0;
            String letters = String.valueOf((char) ('a' + round % 26)).repeat(random.nextInt(1, 60));
            int offered = text ? text(letters) : number(round);
            if (offered == RecordQueue.TAKEN) {
                expected.add(text ? letters : Integer.toString(round));
            } else if (random.nextInt(3) > 0) {
                drain().forEach(drained -> assertThat(drained).isEqualTo(expected.poll()));
            }
        }
        drain().forEach(drained -> assertThat(drained).isEqualTo(expected.poll()));
        assertThat(expected).isEmpty();
        assertThat(reader.settled()).isEqualTo(reader.drained());
    }

    @Test
    void offer_takesNothingWhoseNumberWasGivenUp() {
        Owner owner = new Owner();
        assertThat(offer(owner)).isEqualTo(RecordQueue.TAKEN);
        owner.ask();
        assertThat(offer(owner)).isEqualTo(RecordQueue.GIVEN_UP);
        long mark = queue.mark();
        assertThat(queue.reader().hasFreed(mark)).isFalse();
        assertThat(queue.reader().discard()).isEqualTo(1);
        assertThat(queue.reader().hasFreed(mark)).isTrue();
        assertThat(queue.waitingBeyond(queue.reader().settled())).isZero();
        owner.back();
        assertThat(offer(owner)).isEqualTo(RecordQueue.TAKEN);
    }

    @Test
    void hasFreed_waitsForWhoHasClaimedAndNotPublished() {
        long position = queue.claim(1, false);
        long mark = queue.mark();
        queue.reader().free();
        assertThat(queue.reader().hasFreed(mark)).isFalse();
        queue.publish(position, Header.of(0, 0, 1));
        assertThat(queue.reader().discard()).isEqualTo(1);
        assertThat(queue.reader().hasFreed(mark)).isTrue();
    }

    private int offer(Numbered owner) {
        return queue.offer(Header.of(0, 0, owner.number()), 5, owner, false);
    }

    private static final class Owner extends Numbered {
        Owner() {
            super(7);
        }

        void ask() {
            giveUp();
        }

        void back() {
            keep();
        }
    }

    private int number(long value) {
        return queue.offer(Header.of(0, 0, 1), value, null, false);
    }

    private int text(String text) {
        return queue.offer(Header.ofText(1, 0, text.length()), 0, null, LETTERS, text, "", "", false);
    }

    private void assertRecord(int tag, int exponent, int number, long value) {
        assertThat(Header.hasText(reader.header())).isFalse();
        assertThat(Header.tag(reader.header())).isEqualTo(tag);
        assertThat(Header.exponent(reader.header())).isEqualTo(exponent);
        assertThat(Header.number(reader.header())).isEqualTo(number);
        assertThat(reader.value()).isEqualTo(value);
    }

    private List<String> drain() {
        List<String> drained = new ArrayList<>(numbers(3));
        while (reader.next()) {
            drained.add(Header.hasText(reader.header()) ? read() : Long.toString(reader.value()));
            reader.pass();
            drained.addAll(numbers(3));
        }
        reader.free();
        return drained;
    }

    /** Passes numbers that are in a row. */
    private List<String> numbers(int most) {
        List<String> numbers = new ArrayList<>();
        int end = reader.endOfNumbers(most);
        for (int at = reader.index(); at < end; at += 2) {
            numbers.add(Long.toString(reader.words()[at + 1]));
        }
        reader.passNumbers(end);
        return numbers;
    }

    private String read() {
        StringBuilder text = new StringBuilder();
        long[] ring = reader.words();
        for (int i = 0; i < Header.number(reader.header()); i++) {
            int at = reader.textAt() + i;
            text.append((char) ((ring[(at >>> 3) & (ring.length - 1)] >>> ((at & 7) * 8)) & 0xFF));
        }
        return text.toString();
    }
}
