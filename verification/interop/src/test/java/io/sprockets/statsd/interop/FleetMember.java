package io.sprockets.statsd.interop;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One process of a fleet, a small JVM with one connector. {@link FleetProcess} says what it is to do, and when. */
public final class FleetMember {
    static final int INCREMENTS = 10_000;
    static final int SERIES = 200;
    static final Duration LOAD = Duration.ofSeconds(4);
    static final String CONNECTED = "connected";
    static final String NO_TLS = "-";

    private FleetMember() {}

    /** Port, whether delivery is confirmed, first value, distance to the next one, authority or {@link #NO_TLS}. */
    public static void main(String[] arguments) throws IOException {
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .typePrefixes(false)
                .delivery(Boolean.parseBoolean(arguments[1]) ? Delivery.CONFIRMED : Delivery.AT_MOST_ONCE)
                .reconnectBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .stopTimeout(Duration.ofSeconds(20));
        StatsdConnector statsd =
                (arguments[4].equals(NO_TLS) ? builder : builder.tls(Tls.pem(Path.of(arguments[4])))).build();
        statsd.start();
        while (!statsd.stats().connected()) {
            LockSupport.parkNanos(1_000_000);
        }
        say(CONNECTED);
        awaitWord();
        load(statsd, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        say("recorded");
        awaitWord();
        statsd.stop().join();
        say(Long.toString(statsd.stats().confirmed()));
    }

    /** Each value comes once in its series, also over all processes, so that a line tells which call it was. */
    private static void load(StatsdConnector statsd, int first, int step) {
        long begun = System.nanoTime();
        for (int i = 0; i < INCREMENTS; i++) {
            statsd.incr("fleet.s" + i % SERIES, first + i * step);
            long due = begun + LOAD.toNanos() * i / INCREMENTS;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** Until the parent allows the next step; if it is gone, this ends. */
    private static void awaitWord() throws IOException {
        if (System.in.read() < 0) {
            System.exit(1);
        }
    }
}
