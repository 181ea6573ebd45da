package io.sprockets.statsd.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TalliesTest {
    private static final int THREADS = 4;
    private static final int CALLS = 200_000;

    private final Tallies<String> tallies = new Tallies<>(3);
    private final Taken taken = new Taken();

    @Test
    void take_findsEachCallOnceWhileOthersAdd() throws InterruptedException {
        CounterTally ones = found(tallies.counter("ones"));
        CounterTally amounts = found(tallies.counter("amounts"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> addTo(ones, amounts));
            threads.add(thread);
            thread.start();
        }
        long calls = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            calls += tallies.take(taken);
        }
        calls += tallies.take(taken);
        assertThat(calls).isEqualTo(2L * THREADS * CALLS);
        assertThat(tallies.calls()).isEqualTo(calls);
        assertThat(taken.amounts).containsEntry("ones", (long) THREADS * CALLS);
        assertThat(taken.amounts).containsEntry("amounts", 3L * THREADS * CALLS);
    }

    private static void addTo(CounterTally ones, CounterTally amounts) {
        for (int i = 0; i < CALLS; i++) {
            ones.increment();
            amounts.add(i % 2 == 0 ? -5 : 11);
        }
    }

    @Test
    void take_isRightWhenTheSumOverflowsInTheLongRun() {
        CounterTally counter = found(tallies.counter("a"));
        long amount = CounterTally.TOO_LARGE - 1;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 1_000; j++) {
                counter.add(amount);
            }
            taken.amounts.clear();
            assertThat(tallies.take(taken)).isEqualTo(1_000);
            assertThat(taken.amounts).containsEntry("a", 1_000 * amount);
        }
    }

    @Test
    void gauge_isItsLastValueOrItsChanges() {
        GaugeTally gauge = found(tallies.gauge("g"));
        assertThat(gauge.change(4)).isTrue();
        assertThat(gauge.change(-1)).isTrue();
        assertThat(tallies.take(taken)).isEqualTo(2);
        assertThat(taken.amounts).containsEntry("g", 3L);
        assertThat(taken.values.get("g")).isNaN();
        assertThat(gauge.change(2)).isTrue();
        assertThat(gauge.set(5)).isTrue();
        assertThat(gauge.set(-2.5)).isTrue();
        assertThat(gauge.change(1)).isTrue();
        assertThat(tallies.take(taken)).isEqualTo(4);
        assertThat(taken.amounts).containsEntry("g", 3L);
        assertThat(taken.values).containsEntry("g", -1.5);
        taken.values.clear();
        assertThat(tallies.take(taken)).isZero();
        assertThat(taken.values).isEmpty();
    }

    @Test
    void gauge_forgetsTheValueThatWasTaken() {
        GaugeTally gauge = found(tallies.gauge("g"));
        assertThat(gauge.set(10)).isTrue();
        assertThat(tallies.take(taken)).isEqualTo(1);
        assertThat(taken.values).containsEntry("g", 10.0);
        assertThat(gauge.change(-3)).isTrue(); // of whatever others have set it to by now
        assertThat(tallies.take(taken)).isEqualTo(1);
        assertThat(taken.amounts).containsEntry("g", -3L);
        assertThat(taken.values.get("g")).isNaN();
    }

    @Test
    void gauge_leavesAChangeThatIsTooLargeToTheQueue() {
        GaugeTally gauge = found(tallies.gauge("g"));
        double half = 1L << 49;
        assertThat(gauge.change(half)).isTrue();
        assertThat(gauge.change(half - 1)).isTrue();
        assertThat(gauge.change(-half)).isTrue();
        assertThat(gauge.change(half)).isTrue();
        assertThat(gauge.change(1)).isFalse();
        assertThat(tallies.take(taken)).isEqualTo(4);
        assertThat(taken.amounts).containsEntry("g", (1L << 50) - 1);
    }

    @Test
    void gauge_addsUpAllChangesWhileTheyAreTaken() throws InterruptedException {
        GaugeTally gauge = found(tallies.gauge("g"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < CALLS; j++) {
                    gauge.change(j % 2 == 0 ? 3 : -2);
                }
            });
            threads.add(thread);
            thread.start();
        }
        while (threads.stream().anyMatch(Thread::isAlive)) {
            tallies.take(taken);
        }
        tallies.take(taken);
        assertThat(tallies.calls()).isEqualTo((long) THREADS * CALLS);
        assertThat(taken.amounts).containsEntry("g", (long) THREADS * CALLS / 2);
    }

    @Test
    void gauge_leavesWhatItCannotHoldToTheQueueAndThenEverything() {
        GaugeTally set = found(tallies.gauge("set"));
        assertThat(set.set(1)).isTrue();
        assertThat(set.set(1L << 53)).isFalse();
        assertThat(set.set(2)).isFalse();
        assertThat(set.change(1)).isFalse();
        assertThat(tallies.take(taken)).isEqualTo(1);
        assertThat(taken.values.get("set")).isNaN();
        GaugeTally both = found(tallies.gauge("both"));
        assertThat(both.change(7)).isTrue();
        assertThat(both.set(1L << 60)).isFalse(); // whatever it was before
        assertThat(tallies.take(taken)).isEqualTo(1);
        assertThat(taken.amounts).containsEntry("both", 0L);
        GaugeTally changed = found(tallies.gauge("changed"));
        assertThat(changed.set(Double.NaN)).isFalse();
        assertThat(changed.change(Double.NaN)).isFalse();
        assertThat(changed.change(1)).isTrue();
        assertThat(changed.change(0.5)).isFalse();
        assertThat(changed.change(1)).isFalse();
        assertThat(tallies.take(taken)).isEqualTo(1);
        assertThat(taken.amounts).containsEntry("changed", 1L);
    }

    @Test
    void counter_isTheSameForTheSameSeriesAndBoundedForOthers() {
        assertThat(tallies.counter("a")).isSameAs(tallies.counter("a")).isNotNull();
        assertThat(tallies.counter("b")).isNotNull();
        assertThat(tallies.gauge("a")).isNotNull();
        assertThat(tallies.counter("c")).isNull();
        assertThat(tallies.gauge("b")).isNull();
        assertThat(tallies.counter("a")).isNotNull();
    }

    private static <T> T found(@Nullable T tally) {
        return Objects.requireNonNull(tally);
    }

    private static final class Taken implements Tallies.Taker<String> {
        final Map<String, Long> amounts = new HashMap<>();
        final Map<String, Double> values = new HashMap<>();

        @Override
        public void counter(String series, long amount, long calls) {
            amounts.merge(series, amount, Long::sum);
        }

        @Override
        public void gauge(String series, long change, double value, long calls) {
            amounts.merge(series, change, Long::sum);
            values.put(series, value);
        }
    }
}
