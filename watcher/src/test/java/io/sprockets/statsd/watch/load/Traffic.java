package io.sprockets.statsd.watch.load;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Records at a steady rate: seven counters, two timers and a gauge in each ten, over a hundred names. One thread uses
 * it.
 */
final class Traffic {
    private static final long MILLISECOND = 1_000_000; // nanoseconds
    private static final int EACH = 10; // of the names

    private final List<Runnable> calls = new ArrayList<>(); // one for each name
    private final List<String> names = new ArrayList<>();
    private final long[] made = new long[EACH * EACH];
    private int next;

    Traffic(StatsdConnector statsd) {
        for (int i = 0; i < EACH * EACH; i++) {
            names.add(name(i));
            calls.add(call(statsd, i));
        }
    }

    private static String name(int i) {
        return switch (i % EACH) {
            case 0, 1 -> "timers.work." + i;
            case 2 -> "gauges.depth." + i;
            default -> "counters.orders." + i;
        };
    }

    private static Runnable call(StatsdConnector statsd, int i) {
        switch (i % EACH) {
            case 0, 1 -> {
                Timing timing = statsd.timing("work." + i);
                return () -> timing.record(0.001 * (i + 1));
            }
            case 2 -> {
                Gauge gauge = statsd.gauge("depth." + i);
                return () -> gauge.set(i);
            }
            default -> {
                Counter counter = statsd.counter("orders." + i);
                return counter::incr;
            }
        }
    }

    /** Records so much a second for this long: each millisecond what is due then. */
    void run(int perSecond, int seconds) {
        long start = System.nanoTime();
        long all = (long) perSecond * seconds;
        for (long done = 0; done < all; ) {
            long due = Math.min(all, (System.nanoTime() - start) / MILLISECOND * perSecond / 1_000);
            for (; done < due; done++) {
                calls.get(next).run();
                made[next]++;
                next = (next + 1) % made.length;
            }
            LockSupport.parkNanos(MILLISECOND);
        }
    }

    /** How often each name was recorded. */
    Map<String, Long> made() {
        Map<String, Long> byName = new TreeMap<>();
        for (int i = 0; i < made.length; i++) {
            byName.put(names.get(i), made[i]);
        }
        return byName;
    }
}
