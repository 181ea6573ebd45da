package io.sprockets.statsd.faults;

import io.sprockets.statsd.Aggregation;
import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.StatsdConnector;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * An application with many timers, and a connector of defaults whose server is away; or with as many counters that are
 * added up: what that takes, in a small JVM.
 */
final class FootprintMain {
    static final int TIMERS = 10_000;
    static final int VALUES = 130; // of each
    private static final int BATCH = 5_000; // metrics between two pauses, so that the queue does not overflow

    private FootprintMain() {}

    /** Takes the server's port, and whether counters are added up. */
    public static void main(String[] arguments) {
        Parent.watch();
        String[] names = new String[TIMERS];
        for (int i = 0; i < TIMERS; i++) {
            names[i] = "timers.of.an.application.number." + i;
        }
        warmUp();
        long before = memory();
        boolean counts = Boolean.parseBoolean(arguments[1]);
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .aggregation(counts ? Aggregation.every(Duration.ofHours(1)) : Aggregation.OFF)
                .stopTimeout(Duration.ofMinutes(1))
                .overflow(Overflow.block(Duration.ofMinutes(1))) // this records faster than any sender takes
                .build();
        statsd.start();
        pause();
        Parent.say("rest", memory() - before);
        if (counts) {
            count(statsd, names);
        } else {
            record(statsd, names);
        }
        pause();
        Parent.say("outage", memory() - before);
        Parent.await(); // for the server
        Parent.say("flushed", statsd.flush(Duration.ofMinutes(1)) ? 1 : 0);
        statsd.close();
        Ledger.of(statsd).say();
    }

    /** Loads what a connector needs of classes, so that those are not measured. */
    private static void warmUp() {
        try (StatsdConnector other = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(1)
                .stopTimeout(Duration.ZERO)
                .build()) {
            other.start();
            for (int i = 0; i < BATCH; i++) {
                other.timing("warm", Duration.ofMillis(i));
            }
            pause();
        }
    }

    private static void record(StatsdConnector statsd, String[] names) {
        for (int value = 0; value < VALUES; value++) {
            for (int i = 0; i < TIMERS; i++) {
                statsd.timing(names[i], value * 0.001 + i * 0.000_001);
            }
        }
    }

    /** Each name is counted by path, and by an instrument that is not kept, as often as others are timed. */
    private static void count(StatsdConnector statsd, String[] names) {
        for (String name : names) {
            Counter counter = statsd.counter(name);
            for (int i = 0; i < VALUES / 2; i++) {
                statsd.incr(name);
                counter.incr();
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(1_500_000_000);
    }

    /** Bytes on the heap, after a collection, and in direct buffers. */
    private static long memory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            LockSupport.parkNanos(100_000_000);
        }
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }
}
