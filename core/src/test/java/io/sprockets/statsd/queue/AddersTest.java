package io.sprockets.statsd.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AddersTest {
    private static final int THREADS = 4;
    private static final int CALLS = 200_000;

    private final Adders<Integer> adders = new Adders<>();
    private final Map<Integer, Long> amounts = new HashMap<>();
    private boolean full;

    @Test
    void take_findsEachCallOnceWhileOthersAdd() throws InterruptedException {
        Adder ones = adders.of(1);
        Adder others = adders.of(2);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> addTo(ones, others));
            threads.add(thread);
            thread.start();
        }
        long calls = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            calls += adders.take(this::add);
        }
        calls += adders.take(this::add);
        assertThat(calls).isEqualTo(2L * THREADS * CALLS);
        assertThat(adders.calls()).isEqualTo(calls);
        assertThat(amounts).containsEntry(1, (long) THREADS * CALLS);
        assertThat(amounts).containsEntry(2, 3L * THREADS * CALLS);
    }

    private static void addTo(Adder ones, Adder others) {
        for (int i = 0; i < CALLS; i++) {
            ones.increment();
            others.add(i % 2 == 0 ? -5 : 11);
        }
    }

    @Test
    void take_isRightWhenTheSumOverflowsInTheLongRun() {
        Adder adder = adders.of(1);
        long amount = Adder.TOO_LARGE - 1;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 1_000; j++) {
                adder.add(amount);
            }
            amounts.clear();
            assertThat(adders.take(this::add)).isEqualTo(1_000);
            assertThat(amounts).containsEntry(1, 1_000 * amount);
        }
    }

    @Test
    void whatIsNotTakenStays() {
        adders.of(1).add(5);
        full = true;
        assertThat(adders.take(this::add)).isZero();
        adders.of(1).increment();
        full = false;
        assertThat(adders.take(this::add)).isEqualTo(2);
        assertThat(amounts).containsEntry(1, 6L);
        assertThat(adders.discard()).isZero();
    }

    @Test
    void leaveOut_forgetsWhatIsEmptyAndNotUsedUntilItIsUsedAgain() {
        Adder first = adders.of(1);
        Adder second = adders.of(2);
        first.add(3);
        second.increment();
        adders.leaveOut(any -> true);
        assertThat(adders.of(1)).isSameAs(first);
        assertThat(adders.take(this::add)).isEqualTo(2);
        adders.leaveOut(series -> series == 1);
        assertThat(adders.of(2)).isSameAs(second);
        assertThat(adders.calls()).isEqualTo(2);
        first.add(4);
        adders.of(1).add(5);
        assertThat(adders.calls()).isEqualTo(4);
        assertThat(adders.take(this::add)).isEqualTo(2);
        assertThat(amounts).containsEntry(1, 12L).containsEntry(2, 1L);
    }

    @Test
    void leaveOut_losesNoCallOfThoseWhoGoOnAdding() throws InterruptedException {
        Adder ones = adders.of(1);
        Adder others = adders.of(2);
        Thread adding = new Thread(() -> addTo(ones, others));
        adding.start();
        long calls = 0;
        while (adding.isAlive()) {
            calls += adders.take(this::add);
            adders.leaveOut(any -> true);
        }
        calls += adders.take(this::add);
        assertThat(calls).isEqualTo(2L * CALLS);
        assertThat(adders.calls()).isEqualTo(calls);
        assertThat(amounts).containsEntry(1, (long) CALLS).containsEntry(2, 3L * CALLS);
    }

    @Test
    void of_givesOneAdderForASeries() {
        assertThat(adders.of(1)).isSameAs(adders.of(1)).isNotSameAs(adders.of(2));
    }

    @Test
    void ofName_givesNoMoreThanAllowedThoughOthersGetTheirs() {
        for (int i = 0; i < Adders.MOST; i++) {
            assertThat(adders.ofName(i)).isSameAs(adders.of(i));
        }
        assertThat(adders.ofName(-1)).isNull();
        assertThat(adders.of(-1)).isNotNull();
        assertThat(adders.ofName(7)).isSameAs(adders.of(7));
        adders.leaveOut(series -> series == 3 || series == 4);
        assertThat(adders.ofName(-2)).isNotNull();
        assertThat(adders.ofName(3)).isNull();
    }

    @Test
    void take_findsEachAmountTogetherWithItsCall() throws InterruptedException {
        Adder adder = adders.of(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < CALLS; j++) {
                    adder.add(3);
                }
            });
            threads.add(thread);
            thread.start();
        }
        List<Long> torn = new ArrayList<>();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            adders.take((series, amount, calls) -> amount == 3 * calls || torn.add(amount));
        }
        assertThat(torn).isEmpty();
    }

    @Test
    void take_leavesWhatACallIsAboutToAdd() {
        AdderCell cell = new AdderCell();
        Adder adder = new Adder(any -> {}, cell, AdderCell::new);
        adder.add(4);
        cell.begin();
        assertThat(adder.take(1, this::add)).isZero();
        assertThat(adder.isHeldUp()).isTrue();
        assertThat(adder.leaveOut()).isFalse();
        adder.add(5); // waits for nobody
        assertThat(adder.take(1, this::add)).isEqualTo(1);
        assertThat(adder.calls()).isEqualTo(2);
        assertThat(amounts).containsEntry(1, 5L);
        cell.end(3);
        assertThat(adder.take(1, this::add)).isEqualTo(2);
        assertThat(adder.isHeldUp()).isFalse();
        assertThat(adder.calls()).isEqualTo(3);
        assertThat(amounts).containsEntry(1, 12L);
        assertThat(adder.leaveOut()).isTrue();
    }

    @Test
    void add_waitsForNobodyThoughCallsAreSuspendedInEachCell() {
        AdderCell first = suspended();
        List<AdderCell> made = new ArrayList<>();
        Adder adder = new Adder(any -> {}, first, () -> {
            made.add(suspended()); // or the sum of the rest
            return made.get(made.size() - 1);
        });
        for (int i = 1; i <= 100; i++) {
            assertThat(adder.add(i)).isTrue();
        }
        assertThat(adder.calls()).isEqualTo(100);
        assertThat(adder.take(1, this::add)).isEqualTo(100);
        assertThat(adder.isHeldUp()).isTrue();
        assertThat(amounts).containsEntry(1, 5_050L);
        made.removeIf(cell -> !cell.isAdding());
        made.add(first);
        made.forEach(cell -> cell.end(7));
        assertThat(adder.take(1, this::add)).isEqualTo(Adder.MOST_CELLS);
        assertThat(amounts).containsEntry(1, 5_050L + 7L * Adder.MOST_CELLS);
    }

    private static AdderCell suspended() {
        AdderCell cell = new AdderCell();
        cell.begin();
        return cell;
    }

    @Test
    void add_addsNothingWithoutMemoryAndNeverThrows() {
        Adder adder = new Adder(any -> {}, suspended(), () -> {
            throw new OutOfMemoryError("of a test");
        });
        assertThat(adder.increment()).isFalse();
        assertThat(adder.add(5)).isFalse();
        assertThat(adder.calls()).isZero();
        assertThat(adder.take(1, this::add)).isZero();
        assertThat(amounts).isEmpty();
    }

    @Test
    void leaveOut_isEndedByTheNextCallIfThereWasNoMemoryForIt() {
        AtomicInteger attempts = new AtomicInteger();
        Adder adder = new Adder(any -> {
            attempts.incrementAndGet();
            throw new OutOfMemoryError("of a test");
        });
        adder.leaveOut();
        assertThat(adder.increment()).isTrue();
        assertThat(adder.add(2)).isTrue();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void ofName_givesNoneWhereCallsAreRecords() {
        assertThat(new Adders<>(false).ofName("x")).isNull();
    }

    private boolean add(Integer series, long amount, long calls) {
        if (!full) {
            amounts.merge(series, amount, Long::sum);
        }
        return !full;
    }
}
