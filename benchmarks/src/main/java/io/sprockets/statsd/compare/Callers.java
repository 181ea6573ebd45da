package io.sprockets.statsd.compare;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Threads that call a client as fast as they can. */
final class Callers {
    private static final int BURST = 64; // calls between two looks at the clock
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Client client;
    private final Work work;
    private final int names;
    private final LongAdder calls = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Callers(Client client, Work work, int names) {
        this.client = client;
        this.work = work;
        this.names = names;
    }

    /** Calls for a time. Returns the metrics recorded, the bytes that the callers allocated, and when it began. */
    Sample run(long nanos) throws InterruptedException {
        calls.reset();
        bytes.reset();
        CountDownLatch rest = new CountDownLatch(work.callers);
        long start = System.nanoTime();
        for (int i = 0; i < work.callers; i++) {
            int first = (int) ((long) names * i / work.callers);
            begin(() -> {
                call(start + nanos, first);
                rest.countDown();
            });
        }
        rest.await();
        return Sample.NONE
                .with("calls", calls.sum())
                .with("bytes", work == Work.VIRTUAL ? Double.NaN : (double) bytes.sum())
                .with("start", start)
                .with("end", System.nanoTime());
    }

    @SuppressWarnings("ThreadPriorityCheck") // virtual threads that never block have to yield
    private void call(long end, int first) {
        boolean virtual = work == Work.VIRTUAL;
        long before = virtual ? 0 : THREADS.getCurrentThreadAllocatedBytes();
        long count = 0;
        int name = first;
        do {
            for (int i = 0; i < BURST; i++) {
                count += client.record(name);
                name = name + 1 < names ? name + 1 : 0;
            }
            if (virtual) {
                Thread.yield(); // nothing else would let the others run
            }
        } while (System.nanoTime() - end < 0);
        bytes.add(virtual ? 0 : THREADS.getCurrentThreadAllocatedBytes() - before);
        calls.add(count);
    }

    private void begin(Runnable task) {
        if (work != Work.VIRTUAL) {
            new Thread(task).start();
            return;
        }
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
