package io.sprockets.statsd.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used since this was made. */
final class Usage {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double NANOS_PER_MILLI = 1e6;

    private final long cpu = SYSTEM.getProcessCpuTime();

    double cpuMillis() {
        return (SYSTEM.getProcessCpuTime() - cpu) / NANOS_PER_MILLI;
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
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
