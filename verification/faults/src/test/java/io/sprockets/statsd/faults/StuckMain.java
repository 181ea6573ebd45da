package io.sprockets.statsd.faults;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * An application whose listener or logging backend never comes back, in a separate JVM: it records, closes its
 * connector, says what the ledger has, and ends. Whatever others do, it must end by itself.
 */
final class StuckMain {
    private static final int METRICS = 1_000;
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

    private StuckMain() {}

    /** Takes the server's port and a {@link Trap}. */
    public static void main(String[] arguments) {
        Parent.watch();
        int port = Integer.parseInt(arguments[0]);
        CountDownLatch trapped = new CountDownLatch(1);
        AtomicReference<StatsdConnector> self = new AtomicReference<>();
        Runnable trap = Trap.valueOf(arguments[1]).make(port, self::get, trapped);
        StatsdConnector statsd = connector(port, new Trapped(trap));
        self.set(statsd);
        statsd.start();
        record(statsd);
        awaitUninterruptibly(trapped);
        statsd.close();
        Ledger.of(statsd).say();
        Parent.say("stopped", statsd.stop().isDone() ? 1 : 0);
        statsd.close();
        Parent.say("closed", 1);
    }

    static StatsdConnector connector(int port, ConnectorListener listener) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(port)
                .stopTimeout(STOP_TIMEOUT)
                .listener(listener)
                .build();
    }

    private static void record(StatsdConnector statsd) {
        for (int i = 0; i < METRICS; i++) {
            statsd.incr("hits");
        }
        statsd.incr(""); // there is something to tell
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How the sender's thread is held up when it calls a listener, or the log. */
    enum Trap {
        LISTENER_BLOCKS,
        LISTENER_WAITS_FOR_THE_STOP,
        LISTENER_CLOSES,
        LISTENER_EXITS_WHILE_A_HOOK_CLOSES,
        LOG_BLOCKS,
        TWO_LISTENERS_CLOSE_EACH_OTHERS_CONNECTOR;

        Runnable make(int port, Supplier<StatsdConnector> self, CountDownLatch trapped) {
            return switch (this) {
                case LISTENER_BLOCKS -> once(trapped, StuckMain::blockForEver);
                case LISTENER_WAITS_FOR_THE_STOP ->
                    once(trapped, () -> self.get().stop().join());
                case LISTENER_CLOSES -> once(trapped, () -> self.get().close());
                case LISTENER_EXITS_WHILE_A_HOOK_CLOSES -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        self.get().close();
                        Ledger.of(self.get()).say();
                    }));
                    yield once(new CountDownLatch(1), () -> System.exit(0));
                }
                case LOG_BLOCKS -> {
                    Runnable block = once(trapped, StuckMain::blockForEver);
                    Log.react(line -> block.run());
                    yield () -> {};
                }
                case TWO_LISTENERS_CLOSE_EACH_OTHERS_CONNECTOR -> mutual(port, self, trapped);
            };
        }

        private static Runnable once(CountDownLatch trapped, Runnable body) {
            return () -> {
                trapped.countDown();
                body.run();
            };
        }

        /** Each waits until the other is in its listener too. */
        private static Runnable mutual(int port, Supplier<StatsdConnector> self, CountDownLatch trapped) {
            CountDownLatch both = new CountDownLatch(2);
            StatsdConnector other = connector(port, new Trapped(() -> {
                both.countDown();
                awaitUninterruptibly(both);
                self.get().close();
            }));
            other.start();
            record(other);
            return once(trapped, () -> {
                both.countDown();
                awaitUninterruptibly(both);
                other.close();
            });
        }
    }

    private static void blockForEver() {
        awaitUninterruptibly(new CountDownLatch(1));
    }

    /** Falls into the trap whatever it is told. */
    private record Trapped(Runnable trap) implements ConnectorListener {
        @Override
        public void connected(String server) {
            trap.run();
        }

        @Override
        public void disconnected(String server, Exception reason) {
            trap.run();
        }

        @Override
        public void dropped(DropReason reason, long metrics) {
            trap.run();
        }
    }
}
