package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/** How busy the one sender is. */
final class SenderCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SenderCpu() {}

    /** The part of one core that it uses, over a period in which something is called every 20 ms. */
    static double during(Duration period, Runnable often) {
        List<Thread> senders = Faulty.senders();
        assertThat(senders).hasSize(1);
        long id = senders.get(0).getId();
        long cpu = THREADS.getThreadCpuTime(id);
        long nanos = Faulty.during(period, often);
        long used = THREADS.getThreadCpuTime(id) - cpu;
        return (double) used / nanos;
    }
}
