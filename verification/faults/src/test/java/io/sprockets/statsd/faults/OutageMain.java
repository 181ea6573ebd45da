package io.sprockets.statsd.faults;

import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.StatsdConnector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that records while its server is away, in a separate JVM with little memory. It says what it uses,
 * waits until the server is back, closes the connector, and says what the ledger has.
 */
final class OutageMain {
    static final int SERIES = 1_000;
    static final int MEMBERS = 20; // of each set

    private OutageMain() {}

    /** Takes the server's port and the number of metrics to record. */
    public static void main(String[] arguments) {
        Parent.watch();
        int metrics = Integer.parseInt(arguments[1]);
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .backlogBytes(1 << 20)
                .overflow(Overflow.block(Duration.ofMinutes(1)))
                .stopTimeout(Duration.ofMinutes(1))
                .build();
        statsd.start();
        long begun = System.nanoTime();
        record(statsd, 0, metrics / 10);
        Parent.say("heap.early", usedHeap());
        record(statsd, metrics / 10, metrics);
        Parent.say("heap.late", usedHeap());
        Parent.say("millis", (System.nanoTime() - begun) / 1_000_000);
        Parent.say("connected", statsd.stats().connected() ? 1 : 0);
        Parent.await();
        statsd.close();
        Ledger.of(statsd).say();
    }

    /** Records one metric of each series after the other, with numbers that tell what must arrive. */
    private static void record(StatsdConnector statsd, int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            names.add("series." + i);
        }
        for (int i = from; i < to; i++) {
            int number = i % SERIES;
            int round = i / SERIES;
            switch (Kind.of(number)) {
                case COUNTER -> statsd.incr(names.get(number), round % 7);
                case GAUGE -> statsd.gauge(names.get(number), i);
                case TIMER -> statsd.timing(names.get(number), round % 100 / 1000.0);
                case SET -> statsd.set(names.get(number), Kind.member(round));
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What the series with a number is: 400 counters, 300 gauges, 200 timers, 100 sets. */
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SET;

        static Kind of(int number) {
            return switch (number / 100) {
                case 0, 1, 2, 3 -> COUNTER;
                case 4, 5, 6 -> GAUGE;
                case 7, 8 -> TIMER;
                default -> SET;
            };
        }

        static String member(int round) {
            return "member-" + round % MEMBERS;
        }
    }
}
