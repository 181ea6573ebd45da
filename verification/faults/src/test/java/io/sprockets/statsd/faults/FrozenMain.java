package io.sprockets.statsd.faults;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;

/** A function that flushes before it answers a request, since its process is frozen from then on until the next one. */
final class FrozenMain {
    static final int LINES = 500; // of each request

    private FrozenMain() {}

    /** Takes the server's port and the number of requests. */
    public static void main(String[] arguments) {
        Parent.watch();
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .delivery(Delivery.CONFIRMED)
                .build();
        statsd.start();
        for (int request = 1; request <= Integer.parseInt(arguments[1]); request++) {
            for (int i = 0; i < LINES; i++) {
                statsd.incr("request." + request + ".line." + i);
            }
            boolean flushed = statsd.flush(Duration.ofSeconds(30));
            Parent.say("flushed." + request, flushed ? 1 : 0);
            Parent.await(); // here it is frozen
        }
        statsd.close();
        Ledger.of(statsd).say();
    }
}
