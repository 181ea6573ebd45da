package io.sprockets.statsd.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * What this process has used since this was made. The system counts the time of a process in steps of 10 ms, so what is
 * small is read from the threads.
 */
final class Usage {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;

    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long threads = ofThreads();

    /** CPU time of the process. */
    double cpuMillis() {
        return (SYSTEM.getProcessCpuTime() - cpu) / NANOS_PER_MILLI;
    }

    /** CPU time of the threads that live, those of the JVM itself apart. */
    double threadMillis() {
        return (ofThreads() - threads) / NANOS_PER_MILLI;
    }

    /** Bytes that live on the heap now, and in direct buffers. */
    static long memory() {
        Runtime.getRuntime().gc();
        Runtime.getRuntime().gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + direct;
    }

    static int threads() {
        return THREADS.getThreadCount();
    }

    private static long ofThreads() {
        return Arrays.stream(THREADS.getAllThreadIds())
                .map(THREADS::getThreadCpuTime)
                .sum();
    }
}
