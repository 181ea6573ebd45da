package io.sprockets.statsd.faults;

import io.sprockets.statsd.StatsdConnector;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An application that records while its server is away and something is short, in a separate JVM; then there is enough
 * again, and the server comes back. The recordings themselves need nothing that is short, so none of them may fail.
 */
final class ShortageMain {
    static final int SERIES = 1_000;
    private static final int METRICS = 200_000; // more than the memory that is left
    private static final long HELD = 1_500_000_000; // nanoseconds, many rounds of the sender and attempts to connect

    private ShortageMain() {}

    /** What there is too little of. */
    enum Shortage {
        DIRECT_MEMORY,
        HEAP,
        THREADS;

        private Hoard take() {
            return switch (this) {
                case DIRECT_MEMORY -> new DirectMemory();
                case HEAP -> new Heap();
                case THREADS -> new Threads();
            };
        }
    }

    /** Takes the server's port and a {@link Shortage}. */
    public static void main(String[] arguments) {
        Parent.watch();
        StatsdConnector statsd = StatsdConnector.builder()
                .host(Hosts.NAME)
                .port(Integer.parseInt(arguments[0]))
                .reconnectBackoff(Duration.ofMillis(20), Duration.ofMillis(100))
                .queueBytes(1 << 22) // for the moments in which the sender waits for memory
                .stopTimeout(Duration.ofMinutes(1))
                .build();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            names.add("series." + i);
        }
        statsd.start();
        record(statsd, names, SERIES); // from here on every series is known
        for (int i = 0; i < 100; i++) {
            pause(); // and every class: some attempts to connect have failed
        }
        Hoard hoard = Shortage.valueOf(arguments[1]).take();
        Throwable failure = recordDuring(hoard, statsd, names);
        hoard.giveBack();
        if (failure != null) {
            failure.printStackTrace(System.out);
        }
        Parent.say("failures", failure == null ? 0 : 1);
        Parent.say("over", 1);
        Parent.await(); // for the server
        record(statsd, names, SERIES);
        Parent.say("recorded", 2 * SERIES + METRICS);
        statsd.close();
        Ledger.of(statsd).say();
    }

    /** Returns what a call threw, if one did; then it gives up. */
    private static @Nullable Throwable recordDuring(Hoard hoard, StatsdConnector statsd, List<String> names) {
        Throwable failure = null;
        long begun = System.nanoTime();
        int recorded = 0;
        while (failure == null && (recorded < METRICS || System.nanoTime() - begun < HELD)) {
            hoard.takeMore();
            int part = Math.min(METRICS - recorded, METRICS / 100);
            for (int i = 0; i < part && failure == null; i++, recorded++) {
                try {
                    statsd.incr(names.get(recorded % SERIES));
                } catch (Throwable e) {
                    failure = e;
                }
            }
            pause();
        }
        return failure;
    }

    private static void pause() {
        LockSupport.parkNanos(HELD / 100);
    }

    private static void record(StatsdConnector statsd, List<String> names, int count) {
        for (int i = 0; i < count; i++) {
            statsd.incr(names.get(i % SERIES));
        }
    }

    /** All there is of something, taken so that nothing is left for others. */
    private abstract static class Hoard {
        private static final int A_FEW = 10;
        private int most = Integer.MAX_VALUE;

        /** Takes everything, and later some of what has become free. */
        final void takeMore() {
            try {
                for (int i = 0; i < most; i++) {
                    takeSome();
                }
            } catch (OutOfMemoryError e) {
                // that is what it is for
            }
            most = A_FEW; // what one thread frees for the next round of another has no end
        }

        abstract void takeSome();

        abstract void giveBack();
    }

    private static final class DirectMemory extends Hoard {
        private static final int PIECE = 1 << 14;
        private List<ByteBuffer> pieces = new ArrayList<>();
        private boolean full; // each attempt after that would take half a second and a collection of the heap

        @Override
        void takeSome() {
            if (full) {
                throw new OutOfMemoryError("as before");
            }
            full = true;
            pieces.add(ByteBuffer.allocateDirect(PIECE));
            full = false;
        }

        @Override
        void giveBack() {
            pieces = List.of();
            System.gc();
        }
    }

    private static final class Heap extends Hoard {
        private static final int SMALLEST = 16;
        private Object @Nullable [] pieces; // each holds the one before it
        private int size = 1 << 20;

        @Override
        void takeSome() {
            try {
                Object[] piece = new Object[size];
                piece[0] = pieces;
                pieces = piece;
            } catch (OutOfMemoryError e) {
                if (size == SMALLEST) {
                    throw e;
                }
                size /= 2;
            }
        }

        @Override
        void giveBack() {
            pieces = null;
        }
    }

    private static final class Threads extends Hoard {
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        void takeSome() {
            Thread thread = new Thread(this::stay, "hoarded");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        void giveBack() {
            end.countDown();
        }

        private void stay() {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
