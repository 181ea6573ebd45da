package io.sprockets.statsd.watch;

import java.time.InstantSource;
import java.util.function.LongConsumer;

/** A daemon thread that says when a second has ended. */
final class Clock implements AutoCloseable {
    private static final long SECOND = 1_000; // milliseconds

    private final InstantSource time;
    private final LongConsumer ended;
    private final Thread thread = new Thread(this::run, "watch-clock");

    private Clock(InstantSource time, LongConsumer ended) {
        this.time = time;
        this.ended = ended;
    }

    static Clock start(InstantSource time, LongConsumer ended) {
        Clock clock = new Clock(time, ended);
        clock.thread.setDaemon(true);
        clock.thread.start();
        return clock;
    }

    /** The second that is under way, since 1970. */
    static long second(InstantSource time) {
        return Math.floorDiv(time.millis(), SECOND);
    }

    private void run() {
        long underWay = second(time);
        try {
            while (true) {
                Thread.sleep(SECOND - Math.floorMod(time.millis(), SECOND));
                long now = second(time);
                if (now > underWay) {
                    ended.accept(now - 1);
                    underWay = now;
                } else if (now < underWay - 1) {
                    underWay = now; // the machine's clock was set back
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
